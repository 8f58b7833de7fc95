package io.tollgate.gateway.rest;

import java.util.Locale;
import java.util.Set;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/** Lets through what describes an answer, and nothing of the server that gave it. */
final class ResponseHeaderFilter implements HttpHeadersFilter {

  private static final Set<String> ALLOWED =
      Set.of(
          "accept-ranges",
          "allow",
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          "content-length",
          "content-location",
          "content-range",
          "content-type",
          "deprecation",
          "etag",
          "expires",
          "last-modified",
          "link",
          "location",
          "retry-after",
          "sunset",
          "vary",
          "warning");

  private static final Set<String> DENIED =
      Set.of("x-powered-by", "x-request-id", "x-real-ip", "x-aspnet-version", "x-runtime");

  @Override
  public HttpHeaders filter(HttpHeaders headers, ServerWebExchange exchange) {
    var allowed = new HttpHeaders();
    headers.forEach((name, values) -> {
      if (isAllowed(name.toLowerCase(Locale.ROOT))) {
        allowed.addAll(name, values);
      }
    });
    return allowed;
  }

  /** An API's own headers begin with x-, by old habit. */
  private static boolean isAllowed(String name) {
    return ALLOWED.contains(name)
        || (name.startsWith("x-") && !DENIED.contains(name) && !name.startsWith("x-forwarded"));
  }

  @Override
  public boolean supports(Type type) {
    return type.equals(Type.RESPONSE);
  }
}
