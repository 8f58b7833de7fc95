package io.tollgate.gateway.rest;

import io.tollgate.domain.application.ApiKeys;
import io.tollgate.domain.catalogue.Rewrite;
import io.tollgate.domain.catalogue.Route;
import io.tollgate.domain.snapshot.PublishedApi;
import io.tollgate.gateway.authentication.PresentedKey;
import io.tollgate.gateway.errors.GatewayFailure;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Turns a client's request into the upstream's: the path is rewritten, the caller's key and what it
 * says about its own origin are taken out, and the route's headers are set.
 */
final class UpstreamRequestFilter implements GatewayFilter {

  /** Only a proxy of ours may say these, and there is none in front. */
  private static final List<String> CLAIMS =
      List.of(
          "forwarded",
          "x-forwarded-for",
          "x-forwarded-host",
          "x-forwarded-port",
          "x-forwarded-proto",
          "x-forwarded-prefix",
          "x-forwarded-ssl",
          "x-real-ip",
          "x-client-ip",
          "true-client-ip");

  private final int basePathLength;
  private final Route route;
  private final @Nullable Rewrite rewrite;
  private final String upstreamPath;

  UpstreamRequestFilter(PublishedApi api, Route route) {
    this.basePathLength = api.api().basePath().length();
    this.route = route;
    var pattern = route.rewritePattern();
    var replacement = route.rewriteReplacement();
    this.rewrite = pattern == null || replacement == null ? null : Rewrite.of(pattern, replacement);
    var path = route.upstream().getRawPath() == null ? "" : route.upstream().getRawPath();
    this.upstreamPath = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    var request = exchange.getRequest();
    var uri = request.getURI();
    var query = withoutKey(uri.getRawQuery());
    var target =
        upstreamPath
            + rewritten(uri.getRawPath().substring(basePathLength))
            + (query.isEmpty() ? "" : "?" + query);
    var changed =
        request
            .mutate()
            .uri(URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + target))
            .headers(this::replaceHeaders)
            .build();
    return chain.filter(exchange.mutate().request(changed).build());
  }

  private String rewritten(String path) {
    var below = path.isEmpty() ? "/" : path;
    if (rewrite == null) {
      return below;
    }
    try {
      var rewritten = rewrite.apply(below);
      return rewritten.startsWith("/") ? rewritten : "/" + rewritten;
    } catch (Rewrite.TooManyMatchesException tooLong) {
      throw new GatewayFailure.InvalidRequest(
              "The path is too long for the rewrite of its route", null)
          .toException();
    }
  }

  private static String withoutKey(@Nullable String query) {
    return query == null
        ? ""
        : Arrays.stream(query.split("&", -1))
            .filter(parameter -> !parameter.startsWith("key=" + ApiKeys.PREFIX))
            .collect(Collectors.joining("&"));
  }

  private void replaceHeaders(HttpHeaders headers) {
    PresentedKey.HEADERS.forEach(headers::remove);
    CLAIMS.forEach(headers::remove);
    route.requestHeaders().forEach(headers::set);
  }

  @Override
  public String toString() {
    return "[to " + route.upstream() + "]";
  }
}
