package io.tollgate.providers.wire.anthropic;

import io.tollgate.providers.conversation.Thinking;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Claude model can do, as far as its name tells. A name that is not understood is taken for
 * a new model, since there will be more of those.
 *
 * @param version such as 46 for 4.6
 * @param alwaysThinks whether it cannot be told not to think
 */
public record ClaudeModel(int version, boolean alwaysThinks) {
  /** What a request's explanation says where thinking could only be asked for least. */
  public static final String LEAST_THINKING =
      "thinking cannot be switched off, and was asked for least: low";

  private static final Pattern NEW_STYLE =
      Pattern.compile("claude-[a-z]+-(\\d{1,2})(?:[-.](\\d{1,2}))?(?!\\d)");
  private static final Pattern OLD_STYLE =
      Pattern.compile("claude-(\\d{1,2})(?:[-.](\\d{1,2}))?(?!\\d)");

  private static final Pattern ALWAYS_THINKS = Pattern.compile("claude-(?:mythos|fable)");

  public static ClaudeModel of(String name) {
    return new ClaudeModel(versionOf(name), ALWAYS_THINKS.matcher(name).find());
  }

  private static int versionOf(String name) {
    for (Pattern style : new Pattern[] {NEW_STYLE, OLD_STYLE}) {
      Matcher matcher = style.matcher(name);
      if (matcher.find()) {
        String minor = matcher.group(2);
        return Integer.parseInt(matcher.group(1)) * 10
            + (minor == null ? 0 : Integer.parseInt(minor));
      }
    }
    return 99;
  }

  /** Whether temperature and the like may be set at all. */
  public boolean takesSampling() {
    return version <= 46;
  }

  /** Whether thinking is asked for by effort instead of a budget. */
  public boolean takesEffort() {
    return version >= 46;
  }

  public boolean thinks() {
    return version >= 37;
  }

  /** Whether thoughts come without their text, unless it is asked for. */
  public boolean hidesThoughts() {
    return version >= 47;
  }

  /** The word for an effort; the first models that were told theirs knew one word less. */
  public String effort(Thinking.Effort effort) {
    return switch (effort) {
      case NONE, MINIMAL, LOW -> "low";
      case MEDIUM -> "medium";
      case HIGH -> "high";
      case XHIGH -> version >= 47 ? "xhigh" : "high";
      case MAX -> "max";
    };
  }

  /** A cap on answers that every model of this version takes, and most answers stay below. */
  public long usualCap() {
    if (version < 35) {
      return 4_096;
    }
    return version < 37 ? 8_192 : 16_384;
  }

  public boolean takesOutputFormat() {
    return version >= 45;
  }
}
