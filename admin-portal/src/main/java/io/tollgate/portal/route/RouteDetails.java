package io.tollgate.portal.route;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people say about the way of a REST API's requests to their upstream.
 *
 * @param path a path pattern below the API's base path, such as {@code /orders/**}
 * @param methods HTTP methods; empty for all
 * @param rewritePattern a regular expression on the path below the base path; null to keep the path
 * @param requestHeaders headers to set on the upstream request; write-only
 * @param timeoutSeconds null for 30
 * @param allowPrivateNetwork lets the gateway call loopback and private addresses; for platform
 *     admins
 */
record RouteDetails(
    @Nullable String path,
    Set<String> methods,
    @Nullable String upstream,
    @Nullable String rewritePattern,
    @Nullable String rewriteReplacement,
    Map<String, String> requestHeaders,
    @Nullable Integer timeoutSeconds,
    boolean allowPrivateNetwork) {

  public RouteDetails {
    methods = Set.copyOf(methods);
    requestHeaders = Map.copyOf(requestHeaders);
  }
}
