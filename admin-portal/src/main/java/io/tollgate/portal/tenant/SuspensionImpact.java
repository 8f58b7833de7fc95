package io.tollgate.portal.tenant;

import io.tollgate.domain.application.Applications;
import io.tollgate.domain.application.CredentialTotals;
import io.tollgate.domain.application.Credentials;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Apis;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.subscription.SubscriptionFilter;
import io.tollgate.domain.subscription.SubscriptionScope;
import io.tollgate.domain.subscription.Subscriptions;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.domain.tenant.Tenants;
import java.time.Clock;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Counts what a suspension would stop, before somebody does it. */
@Component
class SuspensionImpact {

  private final TenantOperations operations;
  private final Tenants tenants;
  private final Applications applications;
  private final Credentials credentials;
  private final Subscriptions subscriptions;
  private final Apis apis;
  private final Clock clock;

  SuspensionImpact(
      TenantOperations operations,
      Tenants tenants,
      Applications applications,
      Credentials credentials,
      Subscriptions subscriptions,
      Apis apis,
      Clock clock) {
    this.operations = operations;
    this.tenants = tenants;
    this.applications = applications;
    this.credentials = credentials;
    this.subscriptions = subscriptions;
    this.apis = apis;
    this.clock = clock;
  }

  Mono<Impact> of(Viewer viewer, TenantId id) {
    return operations.managed(viewer, id).flatMap(tenant -> count(tenant.id()));
  }

  private Mono<Impact> count(TenantId id) {
    var now = clock.instant();
    return Mono.zip(
            tenants.memberCount(id),
            applications.count(id),
            credentials.totals(id, now).map(CredentialTotals::valid),
            subscriptions.count(granted(SubscriptionScope.consumedBy(id))),
            apis.of(id).filter(Api::isServed).count(),
            grantedToOthers(id))
        .map(counted ->
            new Impact(
                counted.getT1(),
                counted.getT2(),
                counted.getT3(),
                counted.getT4(),
                counted.getT5(),
                counted.getT6()));
  }

  private Mono<Long> grantedToOthers(TenantId id) {
    var granted = granted(SubscriptionScope.grantedBy(id));
    return subscriptions
        .count(granted)
        .zipWith(subscriptions.count(granted.by(id)), (all, own) -> all - own);
  }

  private static SubscriptionFilter granted(SubscriptionScope scope) {
    return SubscriptionFilter.of(scope).in(Subscription.Status.APPROVED);
  }
}
