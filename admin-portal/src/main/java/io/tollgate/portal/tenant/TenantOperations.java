package io.tollgate.portal.tenant;

import static io.tollgate.portal.operation.Lookup.known;
import static io.tollgate.portal.operation.Lookup.named;

import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.domain.identity.User;
import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.identity.Users;
import io.tollgate.domain.tenant.Membership;
import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.domain.tenant.Tenants;
import io.tollgate.portal.operation.Audited;
import io.tollgate.portal.operation.Checks;
import io.tollgate.portal.operation.InvalidInput;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What owners do with their tenant, and platform admins with all of them. */
@Component
class TenantOperations {

  private final Tenants tenants;
  private final Users users;
  private final Transactions transactions;
  private final Clock clock;

  TenantOperations(Tenants tenants, Users users, Transactions transactions, Clock clock) {
    this.tenants = tenants;
    this.users = users;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * The viewer's tenants by name; for platform admins all of them.
   *
   * @param text a part of the name or of the slug; null or blank for any
   * @param after the tenant that the page before ended with; null for the first page
   */
  Flux<Tenant> list(Viewer viewer, @Nullable String text, @Nullable TenantId after, int limit) {
    return Flux.defer(() -> {
      var part = text == null ? "" : text.strip();
      if (Authorization.allows(viewer, Action.VIEW_PLATFORM)) {
        return tenants.list(part.isEmpty() ? null : part, after, limit);
      }
      var own =
          tenants
              .of(viewer.user())
              .filter(tenant -> Authorization.allows(viewer, Action.VIEW_TENANT, tenant.id()))
              .filter(tenant -> isNamed(tenant, part.toLowerCase(Locale.ROOT)));
      var rest = after == null ? own : own.skipUntil(tenant -> tenant.id().equals(after)).skip(1);
      return rest.take(limit);
    });
  }

  private static boolean isNamed(Tenant tenant, String part) {
    return tenant.name().toLowerCase(Locale.ROOT).contains(part) || tenant.slug().contains(part);
  }

  Mono<Tenant> find(Viewer viewer, TenantId id) {
    return allowed(viewer, Action.VIEW_TENANT, id);
  }

  Mono<Tenant> create(Viewer viewer, NewTenant made) {
    return Mono.defer(() -> {
      Authorization.require(viewer, Action.MANAGE_TENANTS);
      var checks = new Checks();
      var slug = checks.slug("slug", made.slug());
      var name = checks.required("name", made.details().name(), 120);
      var zone = checks.zone("timeZone", made.details().timeZone());
      checks.done();
      var tenant =
          new Tenant(
              TenantId.create(),
              slug,
              name,
              Tenant.Kind.TEAM,
              Tenant.Status.ACTIVE,
              zone,
              clock.instant());
      return owner(viewer, made.owner()).flatMap(owner -> save(viewer, tenant, owner));
    });
  }

  Mono<Tenant> edit(Viewer viewer, TenantId id, TenantDetails details) {
    return allowed(viewer, Action.MANAGE_TENANT, id)
        .flatMap(tenant -> {
          var checks = new Checks();
          var name = checks.required("name", details.name(), 120);
          var zone = checks.zone("timeZone", details.timeZone());
          checks.done();
          return transactions.write(
              tenants.save(tenant.withDetails(name, zone)),
              saved ->
                  audited(viewer, saved, "edited")
                      .changed("name", tenant.name(), saved.name())
                      .changed("timeZone", tenant.timeZone(), saved.timeZone())
                      .change());
        });
  }

  /**
   * Has all keys of the tenant refused until it is resumed.
   *
   * @param confirmation the tenant's slug, so that nobody does this to the wrong one
   */
  Mono<Tenant> suspend(Viewer viewer, TenantId id, @Nullable String confirmation) {
    return managed(viewer, id)
        .flatMap(tenant -> {
          if (!tenant.slug().equals(confirmation)) {
            return Mono.error(InvalidInput.of("confirmation", "input.confirmation"));
          }
          return change(viewer, tenant, Tenant.Status.SUSPENDED, "suspended");
        });
  }

  Mono<Tenant> resume(Viewer viewer, TenantId id) {
    return managed(viewer, id)
        .flatMap(tenant -> change(viewer, tenant, Tenant.Status.ACTIVE, "resumed"));
  }

  private Mono<Tenant> change(Viewer viewer, Tenant tenant, Tenant.Status status, String happened) {
    return tenant.status() == status
        ? Mono.just(tenant)
        : transactions.write(
            tenants.save(tenant.withStatus(status)),
            saved ->
                audited(viewer, saved, happened)
                    .changed("status", tenant.status(), status)
                    .change());
  }

  private Mono<Tenant> save(Viewer viewer, Tenant tenant, UserId owner) {
    var membership = new Membership(tenant.id(), owner, Role.OWNER, tenant.createdAt());
    return transactions.write(
        tenants.save(tenant).then(tenants.save(membership)).thenReturn(tenant),
        saved ->
            audited(viewer, saved, "created")
                .with("slug", saved.slug())
                .with("name", saved.name())
                .with("timeZone", saved.timeZone())
                .with("owner", owner)
                .change());
  }

  private Mono<UserId> owner(Viewer viewer, @Nullable String email) {
    return email == null || email.isBlank()
        ? Mono.just(viewer.user())
        : named("owner", users.findByEmail(email.strip())).map(User::id);
  }

  private Mono<Tenant> allowed(Viewer viewer, Action action, TenantId id) {
    return known(tenants.find(id))
        .doOnNext(tenant -> Authorization.require(viewer, action, tenant.id()));
  }

  Mono<Tenant> managed(Viewer viewer, TenantId id) {
    return Mono.defer(() -> {
      Authorization.require(viewer, Action.MANAGE_TENANTS);
      return known(tenants.find(id));
    });
  }

  private static Audited audited(Viewer viewer, Tenant tenant, String happened) {
    return Audited.by(viewer, tenant.id(), "tenant", tenant.id(), happened);
  }
}
