package io.tollgate.domain.application;

import io.tollgate.domain.secret.Hash256;
import io.tollgate.domain.secret.MasterKey;
import io.tollgate.domain.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Makes and recognises API keys: {@code tg_} and 192 random bits as base64url. Only the
 * HMAC-SHA-256 under a key derived from the master key is ever stored, so a copy of the database
 * opens nothing.
 */
public final class ApiKeys {

  public static final String PREFIX = "tg_";

  /** What is shown of a key later: {@code tg_} and six characters, 36 of the 192 bits. */
  private static final int SHOWN = PREFIX.length() + 6;

  private static final int RANDOM_BYTES = 24;
  private static final int MAX_LENGTH = 200;

  private final SecretKey hmacKey;
  private final SecureRandom random = new SecureRandom();
  private final ThreadLocal<Mac> macs = ThreadLocal.withInitial(this::newMac);

  public ApiKeys(MasterKey masterKey) {
    this.hmacKey = masterKey.derive("credential", "HmacSHA256");
  }

  /** A new key. It is shown to its owner once; keep only {@link #hash} and {@link #prefix}. */
  public Secret create() {
    var bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return Secret.of(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Whether a text could be a key at all, before any hashing. */
  public static boolean looksLikeKey(String text) {
    return text.length() > SHOWN && text.length() <= MAX_LENGTH && text.startsWith(PREFIX);
  }

  public Hash256 hash(String key) {
    return Hash256.of(macs.get().doFinal(key.getBytes(StandardCharsets.UTF_8)));
  }

  public static String prefix(Secret key) {
    return key.reveal().substring(0, SHOWN);
  }

  private Mac newMac() {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(hmacKey);
      return mac;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", impossible);
    }
  }
}
