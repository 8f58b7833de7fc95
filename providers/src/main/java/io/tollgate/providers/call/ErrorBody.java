package io.tollgate.providers.call;

import java.util.List;

/** An error in a client's protocol, ready to be written. */
public final class ErrorBody {
  private final int status;
  private final List<Header> headers;
  private final byte[] body;

  public ErrorBody(int status, List<Header> headers, byte[] body) {
    this.status = status;
    this.headers = List.copyOf(headers);
    this.body = body;
  }

  public int status() {
    return status;
  }

  /** Includes the content type and, where they apply, {@code retry-after} and the like. */
  public List<Header> headers() {
    return headers;
  }

  public byte[] body() {
    return body;
  }
}
