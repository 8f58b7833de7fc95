package io.tollgate.simulator.vendor;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Identifiers that look like the vendors': a prefix and random characters. */
public final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  /** A new identifier of the prefix and 24 characters. */
  public static String next(String prefix) {
    byte[] bytes = new byte[12];
    RANDOM.nextBytes(bytes);
    return prefix + HexFormat.of().formatHex(bytes);
  }
}
