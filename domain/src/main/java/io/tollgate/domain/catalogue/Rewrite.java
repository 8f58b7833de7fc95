package io.tollgate.domain.catalogue;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What becomes of a path: all that a pattern finds in it is replaced. */
public final class Rewrite {
  private final Pattern pattern;
  private final String replacement;

  private Rewrite(Pattern pattern, String replacement) {
    this.pattern = pattern;
    this.replacement = replacement;
  }

  /**
   * Makes one that works on every path; throws {@link PatternSyntaxException} for a pattern that
   * cannot be read, and {@link NoSuchGroupException} for a replacement that refers to nothing.
   *
   * @param replacement may refer to the pattern's groups as {@code $1} or {@code ${name}}
   */
  public static Rewrite of(String pattern, String replacement) {
    var read = Pattern.compile(pattern);
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

  public String apply(String path) {
    return pattern.matcher(path).replaceAll(replacement);
  }

  /** A replacement refers to what its pattern has no group for. */
  public static final class NoSuchGroupException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    NoSuchGroupException(String replacement, RuntimeException cause) {
      super("'" + replacement + "' refers to a group that its pattern does not have", cause);
    }
  }
}
