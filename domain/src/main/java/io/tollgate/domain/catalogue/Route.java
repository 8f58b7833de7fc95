package io.tollgate.domain.catalogue;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way of a REST API's requests to their upstream.
 *
 * @param path a path pattern below the API's base path, such as {@code /orders/**}
 * @param methods HTTP methods in upper case; empty means all
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

  public Route {
    methods = Set.copyOf(methods);
    requestHeaders = Map.copyOf(requestHeaders);
  }
}
