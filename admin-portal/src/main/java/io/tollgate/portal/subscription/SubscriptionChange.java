package io.tollgate.portal.subscription;

import io.tollgate.domain.audit.Change;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.portal.operation.Audited;

/** The audit entry of a step of a subscription; it belongs to the tenant that publishes the API. */
final class SubscriptionChange {

  private SubscriptionChange() {}

  static Change of(Viewer viewer, Subscription before, Subscription after, String happened) {
    return Audited.by(viewer, after.ownerTenant(), "subscription", after.id(), happened)
        .with("application", after.application())
        .with("plan", after.plan())
        .changed("status", before.status(), after.status())
        .changed("reason", before.reason(), after.reason())
        .change();
  }
}
