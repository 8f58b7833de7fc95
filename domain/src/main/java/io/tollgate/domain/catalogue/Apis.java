package io.tollgate.domain.catalogue;

import io.tollgate.domain.tenant.TenantId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The APIs with their plans and routes. Writes belong inside {@code Transactions}. */
public interface Apis {

  Mono<Api> find(ApiId id);

  Mono<Api> findBySlug(String slug);

  /** Every API, by name. */
  Flux<Api> all();

  /** What a tenant publishes, by name. */
  Flux<Api> of(TenantId tenant);

  /** Inserts or replaces, models included. */
  Mono<Api> save(Api api);

  Mono<Plan> findPlan(PlanId id);

  /** An API's plans, oldest first. */
  Flux<Plan> plans(ApiId api);

  Mono<Plan> save(Plan plan);

  Mono<Route> findRoute(RouteId id);

  Flux<Route> routes(ApiId api);

  Mono<Route> save(Route route);

  Mono<Void> delete(RouteId route);
}
