package io.tollgate.domain.secret;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The one secret of an installation: 32 random bytes, as base64 in a file or an environment
 * variable. Every other key is derived from it by HKDF-SHA-256, one for each purpose.
 */
public final class MasterKey {

  private static final int LENGTH = 32;

  private final byte[] bytes;

  private MasterKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Reads a key from base64; refuses one that is short or all of one byte, such as a default. */
  public static MasterKey parse(String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException notBase64) {
      throw new IllegalArgumentException("the master key is not base64", notBase64);
    }
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException(
          "the master key must be 32 bytes, as base64 (openssl rand -base64 32)");
    }
    var uniform = new byte[LENGTH];
    Arrays.fill(uniform, bytes[0]);
    if (Arrays.equals(bytes, uniform)) {
      throw new IllegalArgumentException("the master key is not random");
    }
    return new MasterKey(bytes);
  }

  public static MasterKey generate() {
    var bytes = new byte[LENGTH];
    new SecureRandom().nextBytes(bytes);
    return new MasterKey(bytes);
  }

  /** The base64 form, for the file that keeps it. */
  public String export() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** The key for one purpose, such as {@code credential} or {@code provider-secret}. */
  public SecretKey derive(String purpose, String algorithm) {
    try {
      var parameters =
          HKDFParameterSpec.ofExtract()
              .addIKM(bytes)
              .thenExpand(
                  ("tollgate " + purpose).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                  LENGTH);
      return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, parameters);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("HKDF-SHA256 is part of every JDK 25", impossible);
    }
  }

  @Override
  public String toString() {
    return "[master key]";
  }
}
