package io.tollgate.gateway.rest;

import io.tollgate.domain.snapshot.PublishedApi;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.cloud.gateway.filter.OrderedGatewayFilter;
import org.springframework.cloud.gateway.route.Route;

/** Makes a gateway route of a stored one. No other filters than these can be stored. */
final class RestRouteBuilder {

  static final String ALLOW_PRIVATE_NETWORK = "tollgate.allow-private-network";
  static final String TIMEOUT = "tollgate.timeout";

  private static final int OUTERMOST = NettyWriteResponseFilter.WRITE_RESPONSE_FILTER_ORDER - 1;

  private final RestAccess access;

  RestRouteBuilder(RestAccess access) {
    this.access = access;
  }

  Route build(PublishedApi api, io.tollgate.domain.catalogue.Route stored) {
    return Route.async()
        .id(stored.id().toString())
        .uri(stored.upstream())
        .predicate(exchange -> true)
        .metadata(ALLOW_PRIVATE_NETWORK, stored.allowPrivateNetwork())
        .metadata(TIMEOUT, stored.timeout())
        .filters(
            // Around all others, the one that writes the answer too: a request is over when its
            // last byte is. The checks need the caller's key, which the second filter takes away.
            new OrderedGatewayFilter(new RestAccessFilter(access, api), OUTERMOST),
            new OrderedGatewayFilter(new UpstreamRequestFilter(api, stored), 2))
        .build();
  }
}
