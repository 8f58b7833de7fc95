package io.tollgate.network.token;

/** A token endpoint gave no token, so that the provider cannot be called. */
public final class NoAccessTokenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoAccessTokenException(String message) {
    super(message, null, false, false);
  }
}
