package io.tollgate.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Names in a URL's path: model names hold colons and slashes, which must not lead elsewhere. */
public final class PathSegment {
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  private static final String HEX = "0123456789ABCDEF";

  private PathSegment() {}

  /** Percent-encodes everything but RFC 3986's unreserved characters. */
  public static String encode(String name) {
    StringBuilder encoded = new StringBuilder(name.length() + 8);
    for (byte b : name.getBytes(UTF_8)) {
      if (PLAIN.indexOf(b) >= 0) {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
      }
    }
    return encoded.toString();
  }
}
