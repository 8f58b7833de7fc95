package io.tollgate.domain.tenant;

import io.tollgate.domain.identity.UserId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tenants and their members. Writes belong inside {@code Transactions}. */
public interface Tenants {

  Mono<Tenant> find(TenantId id);

  Mono<Tenant> findBySlug(String slug);

  /** All tenants by name. */
  Flux<Tenant> all();

  /** The tenants that a person is a member of, by name. */
  Flux<Tenant> of(UserId user);

  /** Inserts the tenant, or replaces what is stored under its id. */
  Mono<Tenant> save(Tenant tenant);

  Flux<Membership> members(TenantId tenant);

  Flux<Membership> memberships(UserId user);

  /** Inserts the membership, or changes its role. */
  Mono<Membership> save(Membership membership);

  /** Ends a membership; fails with {@link LastOwner} when nobody would own the tenant any more. */
  Mono<Void> remove(TenantId tenant, UserId user);
}
