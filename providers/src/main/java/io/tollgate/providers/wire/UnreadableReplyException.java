package io.tollgate.providers.wire;

/** An upstream's answer that does not say what its format promises. */
public final class UnreadableReplyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnreadableReplyException(String message) {
    // No stack trace: it becomes an UpstreamFailure at once.
    super(message, null, false, false);
  }
}
