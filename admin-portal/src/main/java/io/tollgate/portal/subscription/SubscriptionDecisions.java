package io.tollgate.portal.subscription;

import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.subscription.SubscriptionId;
import io.tollgate.domain.subscription.SubscriptionScope;
import io.tollgate.domain.subscription.Subscriptions;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.portal.operation.Checks;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the publishing side decides about the subscriptions to its APIs. */
@Component
class SubscriptionDecisions {

  private static final int LONGEST_REASON = 1000;

  private final Subscriptions subscriptions;
  private final SubscriptionOperations operations;
  private final Overviews overviews;
  private final Clock clock;

  SubscriptionDecisions(
      Subscriptions subscriptions,
      SubscriptionOperations operations,
      Overviews overviews,
      Clock clock) {
    this.subscriptions = subscriptions;
    this.operations = operations;
    this.overviews = overviews;
    this.clock = clock;
  }

  /**
   * What waits for a decision of the tenant, oldest first.
   *
   * @param after the request that the page before ended with; null for the first page
   */
  Flux<SubscriptionOverview> inbox(
      Viewer viewer, TenantId owner, @Nullable SubscriptionId after, int limit) {
    return Flux.defer(() -> {
      Authorization.require(viewer, Action.DECIDE_SUBSCRIPTION, owner);
      return waiting(SubscriptionScope.grantedBy(owner), after, limit);
    });
  }

  /**
   * What is asked of or granted by the tenant, newest request first.
   *
   * @param after the subscription that the page before ended with; null for the first page
   */
  Flux<SubscriptionOverview> granted(
      Viewer viewer,
      TenantId owner,
      SubscriptionQuery query,
      @Nullable SubscriptionId after,
      int limit) {
    return Flux.defer(() -> {
      Authorization.require(viewer, Action.DECIDE_SUBSCRIPTION, owner);
      var filter = query.within(SubscriptionScope.grantedBy(owner));
      return overviews.of(subscriptions.list(filter, after, limit));
    });
  }

  /**
   * What waits for a decision anywhere on the platform, oldest first.
   *
   * @param after the request that the page before ended with; null for the first page
   */
  Flux<SubscriptionOverview> inbox(Viewer viewer, @Nullable SubscriptionId after, int limit) {
    return Flux.defer(() -> {
      Authorization.require(viewer, Action.VIEW_PLATFORM);
      return waiting(new SubscriptionScope.Platform(), after, limit);
    });
  }

  /**
   * What waits for somebody's decision, oldest first: for a platform admin all that waits.
   *
   * @param after the request that the page before ended with; null for the first page
   */
  Flux<SubscriptionOverview> inboxOf(Viewer viewer, @Nullable SubscriptionId after, int limit) {
    return Flux.defer(() -> waiting(SubscriptionScope.decidedBy(viewer), after, limit));
  }

  private Flux<SubscriptionOverview> waiting(
      SubscriptionScope scope, @Nullable SubscriptionId after, int limit) {
    return overviews.of(subscriptions.waiting(scope, after, limit));
  }

  /** Grants a request, or lifts a suspension. */
  Mono<Subscription> approve(Viewer viewer, SubscriptionId id) {
    return decide(
        viewer,
        id,
        "approved",
        subscription -> subscription.approve(viewer.user(), clock.instant()));
  }

  /** Refuses a request with a reason, which the developer reads. */
  Mono<Subscription> reject(Viewer viewer, SubscriptionId id, @Nullable String reason) {
    return decide(
        viewer,
        id,
        "rejected",
        subscription -> subscription.reject(check(reason), viewer.user(), clock.instant()));
  }

  /** Has the application refused on this API until it is approved again. */
  Mono<Subscription> suspend(Viewer viewer, SubscriptionId id, @Nullable String reason) {
    return decide(
        viewer,
        id,
        "suspended",
        subscription -> subscription.suspend(check(reason), viewer.user(), clock.instant()));
  }

  private Mono<Subscription> decide(
      Viewer viewer, SubscriptionId id, String happened, UnaryOperator<Subscription> decision) {
    return operations
        .visible(viewer, id)
        .doOnNext(subscription ->
            Authorization.require(viewer, Action.DECIDE_SUBSCRIPTION, subscription.ownerTenant()))
        .flatMap(subscription -> operations.change(viewer, id, happened, decision));
  }

  private static String check(@Nullable String reason) {
    var checks = new Checks();
    var clean = checks.required("reason", reason, LONGEST_REASON);
    checks.done();
    return clean;
  }
}
