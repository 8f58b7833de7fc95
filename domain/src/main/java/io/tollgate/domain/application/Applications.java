package io.tollgate.domain.application;

import io.tollgate.domain.tenant.TenantId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The applications of all tenants. Writes belong inside {@code Transactions}. */
public interface Applications {

  Mono<Application> find(ApplicationId id);

  /** A tenant's applications by name. */
  Flux<Application> of(TenantId tenant);

  /** Every application of the platform, by name. */
  Flux<Application> all();

  /** Inserts or replaces; fails with {@link NameTaken} when the tenant has another of that name. */
  Mono<Application> save(Application application);
}
