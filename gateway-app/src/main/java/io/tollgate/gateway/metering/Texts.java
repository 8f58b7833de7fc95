package io.tollgate.gateway.metering;

import org.jspecify.annotations.Nullable;

/** Texts that come from outside, as the ledger takes them: of bounded length and without NUL. */
final class Texts {

  private static final int LONGEST = 200;

  private Texts() {}

  static @Nullable String bounded(@Nullable String text) {
    if (text == null) {
      return null;
    }
    var bounded = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    return bounded.indexOf('\0') < 0 ? bounded : bounded.replace("\0", "");
  }
}
