package io.tollgate.portal.member;

import static io.tollgate.portal.operation.Lookup.known;

import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.identity.Users;
import io.tollgate.domain.tenant.Membership;
import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.domain.tenant.Tenants;
import io.tollgate.portal.operation.Audited;
import io.tollgate.portal.operation.InvalidInput;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What owners do with the members of their tenant. The last owner stays one. */
@Component
class MemberOperations {

  private final Tenants tenants;
  private final Users users;
  private final Transactions transactions;

  MemberOperations(Tenants tenants, Users users, Transactions transactions) {
    this.tenants = tenants;
    this.users = users;
    this.transactions = transactions;
  }

  /**
   * A tenant's members, longest first.
   *
   * @param text a part of the name or of the address; null or blank for everybody
   * @param after the member that the page before ended with; null for the first page
   */
  Flux<Member> list(
      Viewer viewer, TenantId tenant, @Nullable String text, @Nullable UserId after, int limit) {
    return Flux.defer(() -> {
      Authorization.require(viewer, Action.VIEW_MEMBERS, tenant);
      var part = text == null || text.isBlank() ? null : text.strip();
      return tenants
          .members(tenant, part, after, limit)
          .switchIfEmpty(Flux.defer(() -> nothingBehind(tenant, after)))
          .flatMapSequential(this::member, 4);
    });
  }

  /** Behind somebody who has been removed since, nobody can say what comes. */
  private Flux<Membership> nothingBehind(TenantId tenant, @Nullable UserId after) {
    return after == null
        ? Flux.empty()
        : tenants
            .member(tenant, after)
            .switchIfEmpty(Mono.error(() -> InvalidInput.of("after", "input.unknown")))
            .thenMany(Flux.empty());
  }

  Mono<Member> changeRole(Viewer viewer, TenantId tenant, UserId user, @Nullable Role role) {
    return managed(viewer, tenant, user)
        .flatMap(membership -> {
          if (role == null) {
            return Mono.error(InvalidInput.of("role", "input.required"));
          }
          return membership.role() == role ? Mono.just(membership) : save(viewer, membership, role);
        })
        .flatMap(this::member);
  }

  Mono<Void> remove(Viewer viewer, TenantId tenant, UserId user) {
    return managed(viewer, tenant, user)
        .flatMap(membership ->
            transactions.write(
                tenants.remove(tenant, user).thenReturn(membership),
                gone ->
                    audited(viewer, gone, "removed").changed("role", gone.role(), null).change()))
        .then();
  }

  private Mono<Membership> save(Viewer viewer, Membership membership, Role role) {
    return transactions.write(
        tenants.save(
            new Membership(membership.tenant(), membership.user(), role, membership.createdAt())),
        saved ->
            audited(viewer, saved, "role_changed")
                .changed("role", membership.role(), saved.role())
                .change());
  }

  private Mono<Membership> managed(Viewer viewer, TenantId tenant, UserId user) {
    return Mono.defer(() -> {
      Authorization.require(viewer, Action.MANAGE_MEMBERS, tenant);
      return known(tenants.member(tenant, user));
    });
  }

  private Mono<Member> member(Membership membership) {
    return users.find(membership.user()).map(user -> new Member(user, membership));
  }

  private static Audited audited(Viewer viewer, Membership membership, String happened) {
    return Audited.by(viewer, membership.tenant(), "member", membership.user(), happened);
  }
}
