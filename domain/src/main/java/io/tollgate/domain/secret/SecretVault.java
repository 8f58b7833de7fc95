package io.tollgate.domain.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts secrets at rest by AES-256-GCM in an envelope: each has a data key of its own, which the
 * master key wraps, so that changing the master key re-wraps data keys and touches no secret.
 */
public final class SecretVault {

  private static final String FORM = "v1";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private final SecretKey wrappingKey;
  private final SecureRandom random = new SecureRandom();

  public SecretVault(MasterKey masterKey) {
    this.wrappingKey = masterKey.derive("provider-secret", "AES");
  }

  /** Encrypts a secret, bound to its owner so that it cannot be moved to another. */
  public String encrypt(Secret secret, String owner) {
    var dataKey = new byte[32];
    random.nextBytes(dataKey);
    var wrapped = seal(wrappingKey, dataKey, owner);
    var sealed =
        seal(
            new SecretKeySpec(dataKey, "AES"),
            secret.reveal().getBytes(StandardCharsets.UTF_8),
            owner);
    return FORM + "." + ENCODER.encodeToString(wrapped) + "." + ENCODER.encodeToString(sealed);
  }

  /**
   * Decrypts what {@link #encrypt} made for the same owner; throws {@link SecretUnreadable}
   * otherwise.
   */
  public Secret decrypt(String encrypted, String owner) {
    var parts = encrypted.split("\\.", -1);
    if (parts.length != 3 || !parts[0].equals(FORM)) {
      throw new SecretUnreadable("unknown form");
    }
    try {
      var dataKey = open(wrappingKey, DECODER.decode(parts[1]), owner);
      var secret = open(new SecretKeySpec(dataKey, "AES"), DECODER.decode(parts[2]), owner);
      return Secret.of(new String(secret, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException wrongKey) {
      throw new SecretUnreadable("it was not encrypted with this master key");
    }
  }

  /** The same secret under another master key; only the data key is wrapped anew. */
  public String rewrap(String encrypted, String owner, SecretVault target) {
    var parts = encrypted.split("\\.", -1);
    if (parts.length != 3 || !parts[0].equals(FORM)) {
      throw new SecretUnreadable("unknown form");
    }
    try {
      var dataKey = open(wrappingKey, DECODER.decode(parts[1]), owner);
      return FORM
          + "."
          + ENCODER.encodeToString(target.seal(target.wrappingKey, dataKey, owner))
          + "."
          + parts[2];
    } catch (GeneralSecurityException | IllegalArgumentException wrongKey) {
      throw new SecretUnreadable("it was not encrypted with this master key");
    }
  }

  private byte[] seal(SecretKey key, byte[] plain, String owner) {
    try {
      var nonce = new byte[NONCE_BYTES];
      random.nextBytes(nonce);
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
      var sealed = cipher.doFinal(plain);
      return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("AES-GCM is part of every JDK", impossible);
    }
  }

  private static byte[] open(SecretKey key, byte[] sealed, String owner)
      throws GeneralSecurityException {
    if (sealed.length <= NONCE_BYTES) {
      throw new GeneralSecurityException("too short");
    }
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES));
    cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
    return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
  }
}
