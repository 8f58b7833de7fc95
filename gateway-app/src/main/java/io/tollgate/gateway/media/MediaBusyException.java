package io.tollgate.gateway.media;

/** Files are being fetched for as many requests as the node has room for. */
public final class MediaBusyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MediaBusyException() {
    super("too many files are being fetched", null, false, false);
  }
}
