package io.tollgate.providers.call;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An HTTP request that is ready to be sent to a provider. */
public final class UpstreamRequest {
  private final URI uri;
  private final List<Header> headers;
  private final byte[] body;
  private final @Nullable Upload upload;
  private final List<String> dropped;
  private final List<String> adapted;

  public UpstreamRequest(
      URI uri, List<Header> headers, byte[] body, List<String> dropped, List<String> adapted) {
    this(uri, headers, body, null, dropped, adapted);
  }

  private UpstreamRequest(
      URI uri,
      List<Header> headers,
      byte[] body,
      @Nullable Upload upload,
      List<String> dropped,
      List<String> adapted) {
    this.uri = uri;
    this.headers = List.copyOf(headers);
    this.body = body;
    this.upload = upload;
    this.dropped = List.copyOf(dropped);
    this.adapted = List.copyOf(adapted);
  }

  /** A request whose body holds files of the client's. */
  public static UpstreamRequest uploading(
      URI uri, List<Header> headers, Upload upload, List<String> dropped, List<String> adapted) {
    return new UpstreamRequest(uri, headers, new byte[0], upload, dropped, adapted);
  }

  /** The same with other headers, such as when it was signed. */
  public UpstreamRequest withHeaders(List<Header> changed) {
    return new UpstreamRequest(uri, changed, body, upload, dropped, adapted);
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

  /** Empty where there is an {@link #upload()}. */
  public byte[] body() {
    return body;
  }

  /** The body, where it holds files; null where it is all in memory. */
  public @Nullable Upload upload() {
    return upload;
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
    long length = upload == null ? body.length : upload.length();
    return "UpstreamRequest[" + uri + ", " + length + " bytes]";
  }
}
