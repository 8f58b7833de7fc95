package io.tollgate.gateway.rest;

import io.tollgate.gateway.authentication.ApiVisibility;
import io.tollgate.gateway.snapshot.CurrentConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.core.env.Environment;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Spring Cloud Gateway's mapping with an index of our own in place of the scan over all routes. It
 * follows the snapshot: routes are built once for each version.
 */
final class RestRouteMapping extends RoutePredicateHandlerMapping {

  private final CurrentConfiguration current;
  private final ApiVisibility visibility;
  private final RestRouteBuilder builder;
  private volatile @Nullable RestRoutes routes;

  RestRouteMapping(
      FilteringWebHandler handler,
      CurrentConfiguration current,
      ApiVisibility visibility,
      RestRouteBuilder builder,
      Environment environment) {
    super(handler, Flux::empty, new GlobalCorsProperties(), environment);
    this.current = current;
    this.visibility = visibility;
    this.builder = builder;
  }

  @Override
  protected Mono<Route> lookupRoute(ServerWebExchange exchange) {
    var serving = current.find();
    if (serving == null) {
      return Mono.empty();
    }
    var index = routes;
    if (index == null || !index.isOf(serving.snapshot())) {
      index = new RestRoutes(serving.snapshot(), builder::build);
      routes = index;
    }
    var request = exchange.getRequest();
    var path = request.getURI().getRawPath();
    // What two readers could understand differently goes to neither.
    return AmbiguousPaths.isAmbiguous(path)
        ? Mono.empty()
        : Mono.justOrEmpty(
            index.find(path, request.getMethod(), visibility.to(request, serving.snapshot())));
  }
}
