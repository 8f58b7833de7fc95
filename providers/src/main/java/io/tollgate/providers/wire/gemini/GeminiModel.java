package io.tollgate.providers.wire.gemini;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Gemini model can do, as far as its name tells; a name without a version is taken for new.
 *
 * @param version such as 25 for 2.5
 */
record GeminiModel(int version, boolean pro) {
  private static final Pattern VERSION = Pattern.compile("gemini-(\\d{1,2})(?:\\.(\\d{1,2}))?");

  static GeminiModel of(String name) {
    Matcher matcher = VERSION.matcher(name);
    int version = 99;
    if (matcher.find()) {
      String minor = matcher.group(2);
      version =
          Integer.parseInt(matcher.group(1)) * 10 + (minor == null ? 0 : Integer.parseInt(minor));
    }
    return new GeminiModel(version, name.contains("pro"));
  }

  boolean thinks() {
    return version >= 25;
  }

  /** Whether thinking is asked for by level instead of a budget. */
  boolean takesLevel() {
    return version >= 30;
  }

  /** Whether calls that are sent back must carry the signature they came with. */
  boolean demandsSignatures() {
    return version >= 30;
  }
}
