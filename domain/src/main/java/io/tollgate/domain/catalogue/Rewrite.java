package io.tollgate.domain.catalogue;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * What becomes of a path: all that a pattern finds in it is replaced. The pattern is a publisher's
 * and the path anybody's, and both together must not hold up a gateway: patterns are RE2's, which
 * never go back, and how large they get and how much they do for one path is bounded.
 */
public final class Rewrite {

  /** In characters. */
  private static final int LONGEST_PATTERN = 200;

  /** In characters, with every counted repetition written out, as it is while it is read. */
  private static final double LONGEST_WRITTEN_OUT = 500_000;

  /** In instructions. Each of them may have to look at each character of a path. */
  private static final int LARGEST_PROGRAM = 500;

  /** For one path: instructions times characters times matches; some tenths of a second. */
  private static final long MOST_WORK = 10_000_000;

  private static final java.util.regex.Pattern COUNT =
      java.util.regex.Pattern.compile("\\{(\\d+)(?:,(\\d*))?}");

  private final Pattern pattern;
  private final String replacement;

  private Rewrite(Pattern pattern, String replacement) {
    this.pattern = pattern;
    this.replacement = replacement;
  }

  /**
   * Makes one that works on every path; throws {@link PatternRefusedException} for a pattern that
   * cannot be used, and {@link NoSuchGroupException} for a replacement that refers to nothing.
   *
   * @param replacement may refer to the pattern's groups as {@code $1} or {@code ${name}}
   */
  public static Rewrite of(String pattern, String replacement) {
    var read = read(pattern);
    // Finds the empty text before anything else, and has the same groups.
    var empty = Pattern.compile("|" + pattern).matcher("");
    try {
      if (empty.find()) {
        empty.appendReplacement(new StringBuilder(), replacement);
      }
    } catch (IndexOutOfBoundsException | IllegalArgumentException missing) {
      throw new NoSuchGroupException(replacement, missing);
    }
    return new Rewrite(read, replacement);
  }

  /** Throws {@link TooManyMatchesException} where that would take too long. */
  public String apply(String path) {
    var matcher = pattern.matcher(path);
    var rewritten = new StringBuilder();
    long work = 0;
    while (matcher.find()) {
      // Each search may have looked at all of the path, to its end, before it chose a short match.
      work += (long) pattern.programSize() * path.length();
      if (work > MOST_WORK) {
        throw new TooManyMatchesException();
      }
      matcher.appendReplacement(rewritten, replacement);
    }
    return matcher.appendTail(rewritten).toString();
  }

  private static Pattern read(String pattern) {
    // Before it is read: reading it takes the memory.
    if (pattern.length() > LONGEST_PATTERN || writtenOut(pattern) > LONGEST_WRITTEN_OUT) {
      throw new PatternRefusedException(PatternRefusedException.Cause.TOO_LARGE, "it is too large");
    }
    Pattern read;
    try {
      read = Pattern.compile(pattern);
    } catch (PatternSyntaxException unreadable) {
      throw new PatternRefusedException(causeOf(pattern), unreadable.getDescription());
    }
    if (read.programSize() > LARGEST_PROGRAM) {
      throw new PatternRefusedException(PatternRefusedException.Cause.TOO_LARGE, "it is too large");
    }
    return read;
  }

  /** How long a pattern can become: whatever repeats may stand within another repetition. */
  private static double writtenOut(String pattern) {
    double length = pattern.length();
    var count = COUNT.matcher(pattern);
    while (count.find()) {
      var last = count.group(2);
      var most = last == null || last.isEmpty() ? count.group(1) : last;
      length *= Math.max(1, Double.parseDouble(most));
    }
    return length;
  }

  private static PatternRefusedException.Cause causeOf(String pattern) {
    try {
      java.util.regex.Pattern.compile(pattern);
      return PatternRefusedException.Cause.NOT_KNOWN;
    } catch (java.util.regex.PatternSyntaxException malformed) {
      return PatternRefusedException.Cause.MALFORMED;
    }
  }

  /** A pattern that no gateway uses. The message is RE2's own description. */
  public static final class PatternRefusedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Cause {
      /** It is no regular expression. */
      MALFORMED,
      /** It has what only engines know that go back, such as look-ahead and back-references. */
      NOT_KNOWN,
      /** It is too long, or its repetitions make it so. */
      TOO_LARGE
    }

    private final Cause why;

    PatternRefusedException(Cause why, String description) {
      super(description);
      this.why = why;
    }

    public Cause why() {
      return why;
    }
  }

  /** A replacement refers to what its pattern has no group for. */
  public static final class NoSuchGroupException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    NoSuchGroupException(String replacement, RuntimeException cause) {
      super("'" + replacement + "' refers to a group that its pattern does not have", cause);
    }
  }

  /** A pattern finds too much in a path that is too long. */
  public static final class TooManyMatchesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyMatchesException() {
      super("the pattern matches this path too often");
    }
  }
}
