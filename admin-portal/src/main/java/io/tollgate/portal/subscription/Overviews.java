package io.tollgate.portal.subscription;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.Applications;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.Apis;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.catalogue.PlanId;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.domain.tenant.Tenants;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Adds to subscriptions what they name, looking each thing up once for each list. */
@Component
class Overviews {

  private final Applications applications;
  private final Apis apis;
  private final Tenants tenants;

  Overviews(Applications applications, Apis apis, Tenants tenants) {
    this.applications = applications;
    this.apis = apis;
    this.tenants = tenants;
  }

  Mono<SubscriptionOverview> of(Subscription subscription) {
    return new Lookups().overview(subscription);
  }

  Flux<SubscriptionOverview> of(Flux<Subscription> subscriptions) {
    return Flux.defer(() -> {
      var lookups = new Lookups();
      return subscriptions.flatMapSequential(lookups::overview, 4);
    });
  }

  private final class Lookups {

    private final Map<ApplicationId, Mono<Application>> knownApplications =
        new ConcurrentHashMap<>();
    private final Map<ApiId, Mono<Api>> knownApis = new ConcurrentHashMap<>();
    private final Map<PlanId, Mono<Plan>> knownPlans = new ConcurrentHashMap<>();
    private final Map<TenantId, Mono<Tenant>> knownTenants = new ConcurrentHashMap<>();

    Mono<SubscriptionOverview> overview(Subscription subscription) {
      return Mono.zip(
              knownApplications.computeIfAbsent(
                  subscription.application(), id -> applications.find(id).cache()),
              tenant(subscription.tenant()),
              knownApis.computeIfAbsent(subscription.api(), id -> apis.find(id).cache()),
              tenant(subscription.ownerTenant()),
              knownPlans.computeIfAbsent(subscription.plan(), id -> apis.findPlan(id).cache()))
          .map(named ->
              new SubscriptionOverview(
                  subscription,
                  named.getT1(),
                  named.getT2(),
                  named.getT3(),
                  named.getT4(),
                  named.getT5()));
    }

    private Mono<Tenant> tenant(TenantId id) {
      return knownTenants.computeIfAbsent(id, unknown -> tenants.find(unknown).cache());
    }
  }
}
