package io.tollgate.providers.wire.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/**
 * Ids of tool calls for vendors that take only nine letters and digits. A longer id, which another
 * vendor gave earlier in the conversation, always becomes the same short one, so that call and
 * result still belong together on any node.
 */
final class ShortIds {
  private static final int LENGTH = 9;
  private static final Pattern SHORT = Pattern.compile("[a-zA-Z0-9]{" + LENGTH + "}");
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private ShortIds() {}

  static boolean isShort(String id) {
    return SHORT.matcher(id).matches();
  }

  static String of(String id) {
    if (isShort(id)) {
      return id;
    }
    byte[] hash = hash(id);
    StringBuilder digits = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      digits.append(DIGITS.charAt((hash[i] & 0xFF) % DIGITS.length()));
    }
    return digits.toString();
  }

  private static byte[] hash(String id) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(id.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
