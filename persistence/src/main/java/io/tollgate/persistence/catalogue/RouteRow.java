package io.tollgate.persistence.catalogue;

import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.Route;
import io.tollgate.domain.catalogue.RouteId;
import io.tollgate.persistence.database.JsonColumn;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code route}. */
@SuppressWarnings(
    "ArrayRecordComponent") // An array column; rows are read and dropped, not compared.
public record RouteRow(
    UUID id,
    UUID apiId,
    String path,
    String[] methods,
    String upstreamUrl,
    @Nullable String rewritePattern,
    @Nullable String rewriteReplacement,
    String requestHeaders,
    int timeoutMs,
    boolean allowPrivateNetwork,
    Instant createdAt) {

  public static final String COLUMNS =
      "id, api_id, path, methods, upstream_url, rewrite_pattern, rewrite_replacement,"
          + " request_headers, timeout_ms, allow_private_network, created_at";

  /** Methods are sorted: the unique key on path and methods compares them as they stand. */
  static RouteRow of(Route route) {
    return new RouteRow(
        route.id().value(),
        route.api().value(),
        route.path(),
        route.methods().stream().sorted().toArray(String[]::new),
        route.upstream().toString(),
        route.rewritePattern(),
        route.rewriteReplacement(),
        JsonColumn.text(route.requestHeaders()),
        Math.toIntExact(route.timeout().toMillis()),
        route.allowPrivateNetwork(),
        route.createdAt());
  }

  public Route toRoute() {
    return new Route(
        new RouteId(id),
        new ApiId(apiId),
        path,
        Set.of(methods),
        URI.create(upstreamUrl),
        rewritePattern,
        rewriteReplacement,
        JsonColumn.strings(requestHeaders),
        Duration.ofMillis(timeoutMs),
        allowPrivateNetwork,
        createdAt);
  }
}
