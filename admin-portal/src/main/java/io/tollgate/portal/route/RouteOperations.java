package io.tollgate.portal.route;

import static io.tollgate.portal.operation.Lookup.known;

import io.tollgate.domain.audit.Change;
import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.Apis;
import io.tollgate.domain.catalogue.Route;
import io.tollgate.domain.catalogue.RouteId;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.portal.api.ApiOperations;
import io.tollgate.portal.operation.Audited;
import io.tollgate.portal.operation.Checks;
import io.tollgate.portal.operation.Conflict;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the tenant that publishes a REST API does with its routes. */
@Component
public class RouteOperations {

  private static final URI NO_UPSTREAM = URI.create("http://invalid");

  private final Apis apis;
  private final ApiOperations apiOperations;
  private final Transactions transactions;
  private final Clock clock;

  RouteOperations(Apis apis, ApiOperations apiOperations, Transactions transactions, Clock clock) {
    this.apis = apis;
    this.apiOperations = apiOperations;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** An API's routes by path. */
  public Flux<Route> list(Viewer viewer, ApiId api) {
    return apiOperations
        .allowed(viewer, Action.VIEW_OWN_APIS, api)
        .flatMapMany(found -> apis.routes(found.id()));
  }

  public Mono<Route> find(Viewer viewer, RouteId id) {
    return owned(viewer, Action.VIEW_OWN_APIS, id).map(Owned::route);
  }

  public Mono<Route> create(Viewer viewer, ApiId api, RouteDetails details) {
    return apiOperations
        .allowed(viewer, Action.MANAGE_APIS, api)
        .flatMap(owner -> {
          if (owner.kind() != Api.Kind.REST) {
            return Mono.error(new Conflict("api_is_not_rest"));
          }
          var route = check(viewer, details, blank(owner));
          return transactions.write(
              apis.save(route), saved -> audited(viewer, owner, null, saved, "created"));
        });
  }

  public Mono<Route> edit(Viewer viewer, RouteId id, RouteDetails details) {
    return owned(viewer, Action.MANAGE_APIS, id)
        .flatMap(owned -> {
          var edited = check(viewer, details, owned.route());
          return transactions.write(
              apis.save(edited),
              saved -> audited(viewer, owned.api(), owned.route(), saved, "edited"));
        });
  }

  public Mono<Void> delete(Viewer viewer, RouteId id) {
    return owned(viewer, Action.MANAGE_APIS, id)
        .flatMap(owned ->
            transactions.write(
                apis.delete(id).thenReturn(owned.route()),
                gone ->
                    Audited.by(viewer, owned.api().tenant(), "route", id, "deleted")
                        .changed("path", gone.path(), null)
                        .changed("upstream", gone.upstream(), null)
                        .change()))
        .then();
  }

  private static Route check(Viewer viewer, RouteDetails details, Route route) {
    var checks = new Checks();
    var clean = RouteChecks.apply(checks, details, route);
    // What is inside the platform's own network is not a tenant's to open.
    checks.require(
        !clean.allowPrivateNetwork()
            || (route.allowPrivateNetwork() && clean.upstream().equals(route.upstream()))
            || Authorization.allows(viewer, Action.MANAGE_PROVIDERS),
        "allowPrivateNetwork",
        "input.platformAdminOnly");
    checks.done();
    return clean;
  }

  private Route blank(Api owner) {
    return new Route(
        RouteId.create(),
        owner.id(),
        "/**",
        Set.of(),
        NO_UPSTREAM,
        null,
        null,
        Map.of(),
        Duration.ofSeconds(1),
        false,
        clock.instant());
  }

  private Mono<Owned> owned(Viewer viewer, Action action, RouteId id) {
    return known(apis.findRoute(id))
        .flatMap(route ->
            apiOperations.allowed(viewer, action, route.api()).map(api -> new Owned(route, api)));
  }

  private static Change audited(
      Viewer viewer, Api owner, @Nullable Route before, Route after, String happened) {
    return Audited.by(viewer, owner.tenant(), "route", after.id(), happened)
        .changed(before == null ? null : fields(before), fields(after))
        .change();
  }

  /** Of headers only the names: their values may be credentials. */
  private static Map<String, String> fields(Route route) {
    return Map.of(
        "path", route.path(),
        "methods", route.methods().stream().sorted().toList().toString(),
        "upstream", route.upstream().toString(),
        "rewritePattern", String.valueOf(route.rewritePattern()),
        "rewriteReplacement", String.valueOf(route.rewriteReplacement()),
        "requestHeaders", route.requestHeaders().keySet().stream().sorted().toList().toString(),
        "timeout", route.timeout().toString(),
        "allowPrivateNetwork", String.valueOf(route.allowPrivateNetwork()));
  }

  private record Owned(Route route, Api api) {}
}
