package io.tollgate.domain.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A secret text. It never shows itself: {@link #toString()} hides it, and it is no part of any
 * serialised form.
 */
public final class Secret {

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  public static Secret of(String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a secret cannot be empty");
    }
    return new Secret(value);
  }

  /** The secret itself, for the one place that sends or hashes it. */
  public String reveal() {
    return value;
  }

  /** The last four characters, to tell secrets apart; nothing of a secret shorter than twelve. */
  public String hint() {
    return value.length() < 12 ? "…" : "…" + value.substring(value.length() - 4);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.UTF_8), secret.value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "[secret]";
  }
}
