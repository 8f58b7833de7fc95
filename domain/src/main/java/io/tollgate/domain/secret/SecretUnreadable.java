package io.tollgate.domain.secret;

/** A stored secret cannot be decrypted. The message never holds any of it. */
public final class SecretUnreadable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SecretUnreadable(String reason) {
    super("the stored secret cannot be read: " + reason);
  }
}
