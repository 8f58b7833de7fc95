package io.tollgate.providers.sse;

/** A stream that cannot be followed any further, such as one whose event exceeds the limit. */
public final class SseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SseException(String message) {
    super(message, null, false, false);
  }
}
