package io.tollgate.portal.usage;

import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.ledger.LedgerScope;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.Tenants;
import java.time.ZoneId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whose consumption a person may look at, and in whose time zone it is told. */
@Component
class UsageAccess {

  private final Tenants tenants;

  UsageAccess(Tenants tenants) {
    this.tenants = tenants;
  }

  static void require(Viewer viewer, Action action, LedgerScope scope) {
    switch (scope) {
      case LedgerScope.Consumer consumer ->
          Authorization.require(viewer, action, consumer.tenant());
      case LedgerScope.Owner owner -> Authorization.require(viewer, action, owner.tenant());
      case LedgerScope.Platform platform -> Authorization.require(viewer, Action.VIEW_PLATFORM);
    }
  }

  /** Whether it may be told where the upstream of its API is, which is its publisher's business. */
  static boolean tellsUpstream(Viewer viewer, LedgerEntry entry) {
    var owner = entry.ownerTenant();
    return Authorization.allows(viewer, Action.VIEW_PLATFORM)
        || (owner != null && Authorization.allows(viewer, Action.MANAGE_APIS, owner));
  }

  /** The zone in which days and months begin. */
  Mono<ZoneId> zone(LedgerScope scope) {
    return switch (scope) {
      case LedgerScope.Consumer consumer -> tenants.find(consumer.tenant()).map(Tenant::timeZone);
      case LedgerScope.Owner owner -> tenants.find(owner.tenant()).map(Tenant::timeZone);
      case LedgerScope.Platform platform -> Mono.just(ZoneId.of("UTC"));
    };
  }
}
