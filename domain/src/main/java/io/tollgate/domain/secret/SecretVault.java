package io.tollgate.domain.secret;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts secrets at rest by AES-256-GCM in an envelope: each has a data key of its own, which the
 * master key wraps, so that under another master key only data keys would have to be wrapped anew.
 */
public final class SecretVault {

  private static final String FORM = "v1";
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private final Seal wrapping;
  private final SecureRandom random = new SecureRandom();

  public SecretVault(MasterKey masterKey) {
    this.wrapping = new Seal(masterKey.derive("provider-secret", "AES"));
  }

  /** Encrypts a secret, bound to its owner so that it cannot be moved to another. */
  public String encrypt(Secret secret, String owner) {
    var dataKey = new byte[32];
    random.nextBytes(dataKey);
    var wrapped = wrapping.seal(dataKey, owner);
    var sealed = under(dataKey).seal(secret.reveal().getBytes(StandardCharsets.UTF_8), owner);
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
      var dataKey = wrapping.open(DECODER.decode(parts[1]), owner);
      var secret = under(dataKey).open(DECODER.decode(parts[2]), owner);
      return Secret.of(new String(secret, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notBase64) {
      throw new SecretUnreadable("unknown form");
    }
  }

  private static Seal under(byte[] dataKey) {
    return new Seal(new SecretKeySpec(dataKey, "AES"));
  }
}
