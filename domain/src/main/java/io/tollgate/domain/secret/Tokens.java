package io.tollgate.domain.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Makes and recognises one kind of token that people carry: a prefix and 192 random bits as
 * base64url. Only the HMAC-SHA-256 under a key derived from the master key is ever stored.
 */
public final class Tokens {

  private static final int RANDOM_BYTES = 24;
  private static final int RANDOM_CHARACTERS = RANDOM_BYTES * 4 / 3;

  /** What is shown of a token later, beyond its prefix: 36 of the 192 bits. */
  private static final int SHOWN = 6;

  private final String prefix;
  private final SecretKey hmacKey;
  private final SecureRandom random = new SecureRandom();

  /**
   * One kind of token.
   *
   * @param purpose tells the kinds apart: a token of one kind is none of another
   * @param prefix what every token of this kind begins with, for people and for secret scanners
   */
  public Tokens(MasterKey masterKey, String purpose, String prefix) {
    this.prefix = prefix;
    this.hmacKey = masterKey.derive(purpose, "HmacSHA256");
  }

  /** A new token. It is shown once; keep only {@link #hash} and {@link #shown}. */
  public Secret create() {
    var bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return Secret.of(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Whether a text could be a token of this kind at all, before any hashing. */
  public boolean looksRight(String text) {
    return text.length() == prefix.length() + RANDOM_CHARACTERS && text.startsWith(prefix);
  }

  public Hash256 hash(String token) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(hmacKey);
      return Hash256.of(mac.doFinal(token.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", impossible);
    }
  }

  /** The first characters, for people to tell tokens apart. */
  public String shown(Secret token) {
    return token.reveal().substring(0, prefix.length() + SHOWN);
  }
}
