package io.tollgate.providers.wire;

import io.tollgate.domain.secret.Secret;
import io.tollgate.providers.call.Credential;
import io.tollgate.providers.call.Header;
import io.tollgate.providers.call.Target;
import java.util.ArrayList;
import java.util.List;

/** The headers of a request to a provider. */
public final class UpstreamHeaders {
  /** A compressed stream would be held back by whoever compresses it, and bounded by nobody. */
  private static final Header IDENTITY = new Header("accept-encoding", "identity");

  private UpstreamHeaders() {}

  /** Content type, credential and whatever a format adds; AWS signs later, over the whole. */
  public static List<Header> json(Target target, Header... more) {
    return of(target, Header.JSON, more);
  }

  /** The same for a body that is no JSON. */
  public static List<Header> of(Target target, Header contentType, Header... more) {
    List<Header> headers = new ArrayList<>(4 + more.length);
    headers.add(contentType);
    headers.add(IDENTITY);
    authorise(headers, target);
    headers.addAll(List.of(more));
    return headers;
  }

  private static void authorise(List<Header> headers, Target target) {
    Credential credential = target.credential();
    Secret secret = credential.secret();
    if (secret == null) {
      return;
    }
    switch (credential.style()) {
      case BEARER -> headers.add(Header.secret("authorization", "Bearer ", secret));
      // A key in a query would be in every log on the way; who takes one takes the header as well.
      case HEADER, QUERY -> {
        String name = credential.header();
        headers.add(Header.secret(name == null ? target.vendor().authHeader() : name, "", secret));
      }
      case NONE, SIGV4 -> {}
    }
  }
}
