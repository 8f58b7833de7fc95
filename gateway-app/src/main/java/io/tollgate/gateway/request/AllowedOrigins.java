package io.tollgate.gateway.request;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.cors.reactive.CorsUtils;
import reactor.core.publisher.Mono;

/**
 * Lets pages of listed origins call from a browser, whatever they call: as the answer is the same
 * at every path, it tells nobody where there is something. Upstreams are not asked, because a
 * browser asks without a key, and what they would say is left out of their answers.
 */
final class AllowedOrigins implements HttpHandler {

  private static final String ALL = "*";
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private final Set<String> origins;
  private final HttpHandler next;

  AllowedOrigins(Collection<String> origins, HttpHandler next) {
    this.origins = Set.copyOf(origins);
    this.next = next;
  }

  @Override
  public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
    if (origins.isEmpty()) {
      return next.handle(request, response);
    }
    var headers = response.getHeaders();
    // To other origins too, and to none: a cache would show a listed one what they were answered.
    headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    var origin = request.getHeaders().getOrigin();
    if (!allows(origin)) {
      return next.handle(request, response);
    }
    headers.setAccessControlAllowOrigin(origin);
    if (!CorsUtils.isPreFlightRequest(request)) {
      headers.setAccessControlExposeHeaders(List.of(ALL));
      return next.handle(request, response);
    }
    // By their names: for the header that holds the key, an asterisk does not do.
    headers.setAccessControlAllowHeaders(request.getHeaders().getAccessControlRequestHeaders());
    headers.setAccessControlAllowMethods(methods(request));
    headers.setAccessControlMaxAge(REMEMBERED);
    response.setStatusCode(HttpStatus.NO_CONTENT);
    return response.setComplete();
  }

  private boolean allows(@Nullable String origin) {
    return origin != null && (origins.contains(origin) || origins.contains(ALL));
  }

  private static List<HttpMethod> methods(ServerHttpRequest request) {
    var asked = request.getHeaders().getAccessControlRequestMethod();
    return asked == null ? List.of() : List.of(asked);
  }
}
