package io.tollgate.providers.wire.anthropic;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Claude model can do, as far as its name tells. A name that is not understood is taken for
 * a new model, since there will be more of those.
 *
 * @param version such as 46 for 4.6
 */
public record ClaudeModel(int version) {
  private static final Pattern NEW_STYLE =
      Pattern.compile("claude-[a-z]+-(\\d{1,2})(?:[-.](\\d{1,2}))?(?!\\d)");
  private static final Pattern OLD_STYLE =
      Pattern.compile("claude-(\\d{1,2})(?:[-.](\\d{1,2}))?(?!\\d)");

  public static ClaudeModel of(String name) {
    for (Pattern style : new Pattern[] {NEW_STYLE, OLD_STYLE}) {
      Matcher matcher = style.matcher(name);
      if (matcher.find()) {
        String minor = matcher.group(2);
        return new ClaudeModel(
            Integer.parseInt(matcher.group(1)) * 10
                + (minor == null ? 0 : Integer.parseInt(minor)));
      }
    }
    return new ClaudeModel(99);
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

  public boolean takesOutputFormat() {
    return version >= 45;
  }
}
