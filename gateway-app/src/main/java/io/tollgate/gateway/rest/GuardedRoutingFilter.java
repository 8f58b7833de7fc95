package io.tollgate.gateway.rest;

import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.filter.NettyRoutingFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.web.server.ServerWebExchange;
import reactor.netty.http.client.HttpClient;

/**
 * Sends REST requests through clients that refuse private addresses, unless a route allows them.
 */
final class GuardedRoutingFilter extends NettyRoutingFilter {

  private final HttpClient publicOnly;
  private final HttpClient anywhere;

  GuardedRoutingFilter(
      HttpClient publicOnly,
      HttpClient anywhere,
      ObjectProvider<List<HttpHeadersFilter>> headersFilters) {
    super(publicOnly, headersFilters, new HttpClientProperties());
    this.publicOnly = publicOnly;
    this.anywhere = anywhere;
  }

  @Override
  protected HttpClient getHttpClient(Route route, ServerWebExchange exchange) {
    // The client is asked for once, right before the call.
    if (exchange.getResponse() instanceof WatchedResponse watched) {
      watched.sent(route.getUri());
    }
    var allowed = route.getMetadata().get(RestRouteBuilder.ALLOW_PRIVATE_NETWORK);
    var client = Boolean.TRUE.equals(allowed) ? anywhere : publicOnly;
    return route.getMetadata().get(RestRouteBuilder.TIMEOUT) instanceof Duration timeout
        ? client.responseTimeout(timeout)
        : client;
  }
}
