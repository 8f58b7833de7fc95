package io.tollgate.domain.subscription;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.tenant.TenantId;
import java.util.Set;

/** Whose subscriptions a question may see. */
public sealed interface SubscriptionScope {

  /** What an application consumes. */
  record Caller(ApplicationId application) implements SubscriptionScope {}

  /** What a tenant consumes. */
  record Consumer(TenantId tenant) implements SubscriptionScope {}

  /** What is asked of or granted by tenants. */
  record Owners(Set<TenantId> tenants) implements SubscriptionScope {

    public Owners {
      tenants = Set.copyOf(tenants);
    }
  }

  /** Everything, for platform admins. */
  record Platform() implements SubscriptionScope {}

  static SubscriptionScope of(ApplicationId application) {
    return new Caller(application);
  }

  static SubscriptionScope consumedBy(TenantId tenant) {
    return new Consumer(tenant);
  }

  /** What somebody can decide about: of everything, or of what their tenants publish. */
  static SubscriptionScope decidedBy(Viewer viewer) {
    return Authorization.allows(viewer, Action.VIEW_PLATFORM)
        ? new Platform()
        : new Owners(
            viewer.roles().keySet().stream()
                .filter(tenant -> Authorization.allows(viewer, Action.DECIDE_SUBSCRIPTION, tenant))
                .collect(toUnmodifiableSet()));
  }

  static SubscriptionScope grantedBy(TenantId owner) {
    return new Owners(Set.of(owner));
  }
}
