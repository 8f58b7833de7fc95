package io.tollgate.portal.subscription;

import static io.tollgate.portal.operation.Lookup.known;
import static io.tollgate.portal.operation.Lookup.named;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.Applications;
import io.tollgate.domain.audit.Change;
import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.NotVisible;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Apis;
import io.tollgate.domain.catalogue.Lifecycle;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.subscription.SubscriptionFilter;
import io.tollgate.domain.subscription.SubscriptionId;
import io.tollgate.domain.subscription.SubscriptionScope;
import io.tollgate.domain.subscription.Subscriptions;
import io.tollgate.portal.application.ApplicationDetails;
import io.tollgate.portal.application.ApplicationOperations;
import io.tollgate.portal.operation.Audited;
import io.tollgate.portal.operation.Checks;
import io.tollgate.portal.operation.Conflict;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Asks for an application's access to an API. A plan with automatic approval grants it at once,
 * unless the tenant was suspended before; otherwise it waits for the tenant that publishes the API.
 */
@Component
class RequestSubscription {

  private static final int LONGEST_PURPOSE = 2000;
  private static final int MOST_LOOKED_AT = 10_000;

  /** The least by which PostgreSQL can tell that one step came after another. */
  private static final Duration NEXT_STEP = Duration.of(1, ChronoUnit.MICROS);

  private final Apis apis;
  private final Applications applications;
  private final Subscriptions subscriptions;
  private final ApplicationOperations applicationOperations;
  private final Transactions transactions;
  private final Clock clock;

  RequestSubscription(
      Apis apis,
      Applications applications,
      Subscriptions subscriptions,
      ApplicationOperations applicationOperations,
      Transactions transactions,
      Clock clock) {
    this.apis = apis;
    this.applications = applications;
    this.subscriptions = subscriptions;
    this.applicationOperations = applicationOperations;
    this.transactions = transactions;
    this.clock = clock;
  }

  Mono<Subscription> request(Viewer viewer, SubscriptionRequest request) {
    return Mono.defer(() -> {
      var checks = new Checks();
      var purpose = checks.optional("purpose", request.purpose(), LONGEST_PURPOSE);
      checks.done();
      return named("plan", apis.findPlan(request.plan()))
          .zipWhen(plan -> known(apis.find(plan.api())))
          .flatMap(
              terms -> request(viewer, request.caller(), terms.getT1(), terms.getT2(), purpose));
    });
  }

  private Mono<Subscription> request(
      Viewer viewer, SubscriptionRequest.Caller caller, Plan plan, Api api, String purpose) {
    return switch (caller) {
      case SubscriptionRequest.Caller.Existing existing ->
          known(applications.find(existing.application()))
              .doOnNext(application -> requireMayAsk(viewer, application, plan, api))
              .flatMap(application -> ask(viewer, application, plan, api, purpose));
      // Nested, so that a request that fails leaves no application behind.
      case SubscriptionRequest.Caller.New made ->
          transactions.write(
              applicationOperations
                  .create(viewer, made.tenant(), new ApplicationDetails(made.name(), ""))
                  .doOnNext(application -> requireMayAsk(viewer, application, plan, api))
                  .flatMap(application -> save(viewer, application, plan, api, purpose)),
              saved -> requested(viewer, saved, plan, api));
    };
  }

  private Mono<Subscription> ask(
      Viewer viewer, Application application, Plan plan, Api api, String purpose) {
    return transactions.write(
        save(viewer, application, plan, api, purpose),
        saved -> requested(viewer, saved, plan, api));
  }

  private Mono<Subscription> save(
      Viewer viewer, Application application, Plan plan, Api api, String purpose) {
    var now = clock.instant();
    var pending =
        new Subscription(
            SubscriptionId.create(),
            application.id(),
            application.tenant(),
            api.id(),
            api.tenant(),
            plan.id(),
            Subscription.Status.PENDING,
            purpose,
            null,
            viewer.user(),
            now,
            null,
            null);
    return switch (plan.approval()) {
      case MANUAL -> subscriptions.save(pending);
      case AUTOMATIC ->
          wasSuspended(pending)
              .flatMap(suspended ->
                  suspended
                      ? subscriptions.save(pending)
                      // Both steps, so that the timeline tells that it was asked for and that
                      // nobody had to decide.
                      : subscriptions
                          .save(pending)
                          .then(subscriptions.save(pending.approve(null, now.plus(NEXT_STEP)))));
    };
  }

  /** Whom the publisher suspended gets nothing by asking again: somebody has to decide. */
  private Mono<Boolean> wasSuspended(Subscription asked) {
    var former =
        SubscriptionFilter.of(SubscriptionScope.consumedBy(asked.tenant()))
            .to(asked.api())
            .in(Set.of(Subscription.Status.SUSPENDED, Subscription.Status.CLOSED));
    return subscriptions.list(former, null, MOST_LOOKED_AT).any(Subscription::endedInSuspension);
  }

  private static void requireMayAsk(Viewer viewer, Application application, Plan plan, Api api) {
    Authorization.require(viewer, Action.REQUEST_SUBSCRIPTION, application.tenant());
    var visible =
        api.lifecycle() != Lifecycle.DRAFT
            && (api.isVisibleTo(application.tenant()) || viewer.platformAdmin());
    if (!visible) {
      throw new NotVisible();
    }
    if (api.lifecycle() != Lifecycle.PUBLISHED) {
      throw new Conflict("api_takes_no_subscriptions");
    }
    if (plan.status() != Plan.Status.ACTIVE) {
      throw new Conflict("plan_closed");
    }
    if (application.status() != Application.Status.ACTIVE) {
      throw new Conflict("application_disabled");
    }
  }

  private static Change requested(Viewer viewer, Subscription saved, Plan plan, Api api) {
    return Audited.by(viewer, saved.ownerTenant(), "subscription", saved.id(), "requested")
        .with("application", saved.application())
        .with("api", api.slug())
        .with("plan", plan.slug())
        .with("status", saved.status())
        .change();
  }
}
