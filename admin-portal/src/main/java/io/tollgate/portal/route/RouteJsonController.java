package io.tollgate.portal.route;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.Route;
import io.tollgate.domain.catalogue.RouteId;
import io.tollgate.portal.adminapi.AdminApi;
import io.tollgate.portal.adminapi.Listing;
import io.tollgate.portal.adminapi.Paging;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import reactor.core.publisher.Mono;

/** Routes of REST APIs, for scripts. Values of headers go in and do not come out. */
@AdminApi
@Tag(name = "Routes")
class RouteJsonController {

  record RouteRequest(
      @Nullable String path,
      @Nullable Set<String> methods,
      @Nullable String upstream,
      @Nullable String rewritePattern,
      @Nullable String rewriteReplacement,
      @Nullable Map<String, String> requestHeaders,
      @Nullable Integer timeoutSeconds,
      @Nullable Boolean allowPrivateNetwork) {

    RouteDetails details() {
      return new RouteDetails(
          path,
          methods == null ? Set.of() : methods,
          upstream,
          rewritePattern,
          rewriteReplacement,
          requestHeaders == null ? Map.of() : requestHeaders,
          timeoutSeconds,
          Boolean.TRUE.equals(allowPrivateNetwork));
    }

    @Override
    public String toString() {
      return "RouteRequest[" + path + "]";
    }
  }

  record RouteResponse(
      UUID id,
      UUID api,
      String path,
      List<String> methods,
      URI upstream,
      @Nullable String rewritePattern,
      @Nullable String rewriteReplacement,
      List<String> requestHeaders,
      long timeoutSeconds,
      boolean allowPrivateNetwork,
      Instant createdAt) {

    static RouteResponse of(Route route) {
      return new RouteResponse(
          route.id().value(),
          route.api().value(),
          route.path(),
          route.methods().stream().sorted().toList(),
          route.upstream(),
          route.rewritePattern(),
          route.rewriteReplacement(),
          route.requestHeaders().keySet().stream().sorted().toList(),
          route.timeout().toSeconds(),
          route.allowPrivateNetwork(),
          route.createdAt());
    }
  }

  private final RouteOperations routes;

  RouteJsonController(RouteOperations routes) {
    this.routes = routes;
  }

  @GetMapping("/apis/{api}/routes")
  Mono<Listing<RouteResponse>> listRoutes(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable ApiId api,
      @ParameterObject Paging paging) {
    return Listing.of(routes.list(viewer, api), Route::id, paging, RouteResponse::of);
  }

  @PostMapping("/apis/{api}/routes")
  @ResponseStatus(HttpStatus.CREATED)
  Mono<RouteResponse> createRoute(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable ApiId api,
      @RequestBody RouteRequest request) {
    return routes.create(viewer, api, request.details()).map(RouteResponse::of);
  }

  @GetMapping("/routes/{route}")
  Mono<RouteResponse> getRoute(
      @AuthenticationPrincipal Viewer viewer, @PathVariable RouteId route) {
    return routes.find(viewer, route).map(RouteResponse::of);
  }

  @PutMapping("/routes/{route}")
  Mono<RouteResponse> editRoute(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable RouteId route,
      @RequestBody RouteRequest request) {
    return routes.edit(viewer, route, request.details()).map(RouteResponse::of);
  }

  @DeleteMapping("/routes/{route}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> deleteRoute(@AuthenticationPrincipal Viewer viewer, @PathVariable RouteId route) {
    return routes.delete(viewer, route);
  }
}
