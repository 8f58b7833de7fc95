package io.tollgate.domain.tenant;

import io.tollgate.domain.identity.UserId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tenants and their members. Writes belong inside {@code Transactions}. */
public interface Tenants {

  Mono<Tenant> find(TenantId id);

  Mono<Tenant> findBySlug(String slug);

  /**
   * Tenants by name, at most 10,000.
   *
   * @param text a part of the name or of the slug, in any case; null for any
   * @param after the one that the page before ended with; null for the first page
   */
  Flux<Tenant> list(@Nullable String text, @Nullable TenantId after, int limit);

  /** The tenants that a person is a member of, by name. */
  Flux<Tenant> of(UserId user);

  /** Inserts the tenant, or replaces what is stored under its id. */
  Mono<Tenant> save(Tenant tenant);

  /**
   * A tenant's members, longest first, at most 10,000.
   *
   * @param text a part of the person's name or address, in any case; null for any
   * @param after the one that the page before ended with; null for the first page
   */
  Flux<Membership> members(
      TenantId tenant, @Nullable String text, @Nullable UserId after, int limit);

  Mono<Membership> member(TenantId tenant, UserId user);

  /** How many members a tenant has. */
  Mono<Long> memberCount(TenantId tenant);

  Flux<Membership> memberships(UserId user);

  /** Inserts the membership, or changes its role. */
  Mono<Membership> save(Membership membership);

  /** Ends a membership; fails with {@link LastOwner} when nobody would own the tenant any more. */
  Mono<Void> remove(TenantId tenant, UserId user);
}
