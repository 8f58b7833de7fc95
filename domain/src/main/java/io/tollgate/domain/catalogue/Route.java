package io.tollgate.domain.catalogue;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way of a REST API's requests to their upstream.
 *
 * @param path a path pattern below the API's base path, such as {@code /orders/**}
 * @param methods some of {@link #METHODS}; empty means all of them
 * @param rewritePattern a regular expression on the path below the base path, or null to keep it
 * @param requestHeaders headers to set on the upstream request
 */
public record Route(
    RouteId id,
    ApiId api,
    String path,
    Set<String> methods,
    URI upstream,
    @Nullable String rewritePattern,
    @Nullable String rewriteReplacement,
    Map<String, String> requestHeaders,
    Duration timeout,
    boolean allowPrivateNetwork,
    Instant createdAt) {

  /** What may be sent to an upstream. CONNECT and TRACE are for proxies, not for what is behind. */
  public static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

  public Route {
    methods = Set.copyOf(methods);
    requestHeaders = Map.copyOf(requestHeaders);
  }

  /** Whether a request with this HTTP method goes this way. */
  public boolean takes(String method) {
    return METHODS.contains(method) && (methods.isEmpty() || methods.contains(method));
  }
}
