package io.tollgate.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.Lifecycle;
import io.tollgate.domain.catalogue.Route;
import io.tollgate.domain.catalogue.RouteId;
import io.tollgate.domain.configuration.Configuration;
import io.tollgate.domain.snapshot.Snapshot;
import io.tollgate.domain.tenant.TenantId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

class RestRoutesTests {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final int LOOKUPS = 20_000;

  /** A scan would cost a thousand times as much. */
  @Test
  void findingARouteCostsTheSameAmongTenAndAmongTenThousandApis() {
    var few = routes(10);
    var many = routes(10_000);
    cost(few, 10);
    cost(many, 10_000);

    long amongFew = IntStream.range(0, 9).mapToLong(i -> cost(few, 10)).min().orElseThrow();
    long amongMany = IntStream.range(0, 9).mapToLong(i -> cost(many, 10_000)).min().orElseThrow();

    assertThat(amongMany).isLessThan(20 * amongFew);
  }

  @Test
  void aRouteWhosePathIsMalformedIsToldAndItsNeighboursAreFound() {
    var api = api(0);
    var broken = route(api, "/{unclosed");
    var snapshot = snapshot(List.of(api), List.of(broken, route(api, "/orders/**")));

    var routes = new RestRoutes(snapshot, RestRoutesTests::framework);

    assertThat(RestRoutes.problems(snapshot))
        .singleElement()
        .satisfies(problem -> assertThat(problem.objectId()).isEqualTo(broken.id().value()));
    assertThat(routes.find("/api-0/orders/7", HttpMethod.GET, any -> true)).isNotNull();
    assertThat(routes.find("/api-0/unclosed", HttpMethod.GET, any -> true)).isNull();
  }

  private static long cost(RestRoutes routes, int apis) {
    int found = 0;
    long start = System.nanoTime();
    for (int i = 0; i < LOOKUPS; i++) {
      found +=
          routes.find("/api-" + i % apis + "/orders/7", HttpMethod.GET, any -> true) == null
              ? 0
              : 1;
    }
    long cost = System.nanoTime() - start;
    assertThat(found).isEqualTo(LOOKUPS);
    return cost;
  }

  private static RestRoutes routes(int count) {
    var apis = IntStream.range(0, count).mapToObj(RestRoutesTests::api).toList();
    var stored = apis.stream().map(api -> route(api, "/orders/**")).toList();
    return new RestRoutes(snapshot(apis, stored), RestRoutesTests::framework);
  }

  private static org.springframework.cloud.gateway.route.Route framework(
      io.tollgate.domain.snapshot.PublishedApi api, Route stored) {
    return org.springframework.cloud.gateway.route.Route.async()
        .id(stored.id().toString())
        .uri(stored.upstream())
        .predicate(exchange -> true)
        .build();
  }

  private static Snapshot snapshot(List<Api> apis, List<Route> routes) {
    return Snapshot.of(
        new Configuration(
            1, List.of(), List.of(), List.of(), List.of(), apis, List.of(), routes, List.of(),
            List.of(), List.of(), List.of(), List.of()));
  }

  private static Api api(int n) {
    return new Api(
        ApiId.create(),
        TenantId.create(),
        "api-" + n,
        "Api " + n,
        "",
        "",
        "1",
        Api.Kind.REST,
        Lifecycle.PUBLISHED,
        Api.Visibility.PUBLIC,
        "/api-" + n,
        Set.of(),
        null,
        null,
        false,
        null,
        NOW,
        NOW);
  }

  private static Route route(Api api, String path) {
    return new Route(
        RouteId.create(),
        api.id(),
        path,
        Set.of(),
        URI.create("http://upstream.example"),
        null,
        null,
        Map.of(),
        Duration.ofSeconds(10),
        false,
        NOW);
  }
}
