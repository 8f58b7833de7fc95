package io.tollgate.providers.call;

import java.net.URI;
import java.util.List;

/** An HTTP request that is ready to be sent to a provider. */
public final class UpstreamRequest {
  private final URI uri;
  private final List<Header> headers;
  private final byte[] body;
  private final List<String> dropped;
  private final List<String> adapted;

  public UpstreamRequest(
      URI uri, List<Header> headers, byte[] body, List<String> dropped, List<String> adapted) {
    this.uri = uri;
    this.headers = List.copyOf(headers);
    this.body = body;
    this.dropped = List.copyOf(dropped);
    this.adapted = List.copyOf(adapted);
  }

  /** Every inference call is a POST. */
  public String method() {
    return "POST";
  }

  public URI uri() {
    return uri;
  }

  /** Includes content type and credentials. */
  public List<Header> headers() {
    return headers;
  }

  public byte[] body() {
    return body;
  }

  /** Fields of the client's that the target cannot carry. */
  public List<String> dropped() {
    return dropped;
  }

  /** What was changed to fit the target, each in a sentence, for the request's explanation. */
  public List<String> adapted() {
    return adapted;
  }

  @Override
  public String toString() {
    return "UpstreamRequest[" + uri + ", " + body.length + " bytes]";
  }
}
