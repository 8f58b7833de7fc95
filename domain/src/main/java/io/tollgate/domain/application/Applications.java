package io.tollgate.domain.application;

import io.tollgate.domain.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The applications of all tenants. Writes belong inside {@code Transactions}. */
public interface Applications {

  Mono<Application> find(ApplicationId id);

  /**
   * A tenant's applications by name, at most 10,000.
   *
   * @param after the one that the page before ended with; null for the first page
   */
  Flux<Application> of(
      TenantId tenant, ApplicationFilter filter, @Nullable ApplicationId after, int limit);

  /** How many applications a tenant has. */
  Mono<Long> count(TenantId tenant);

  /** Inserts or replaces; fails with {@link NameTaken} when the tenant has another of that name. */
  Mono<Application> save(Application application);
}
