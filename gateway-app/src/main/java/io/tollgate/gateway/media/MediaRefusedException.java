package io.tollgate.gateway.media;

/** A file that a client named by address is not fetched, or could not be. */
public final class MediaRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String url;

  MediaRefusedException(String url, String reason) {
    // No stack trace: this is an answer to a client, not a fault of ours, and must stay cheap.
    super(reason, null, false, false);
    this.url = url;
  }

  /** As the client wrote it. */
  public String url() {
    return url;
  }

  /** Safe to show. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
