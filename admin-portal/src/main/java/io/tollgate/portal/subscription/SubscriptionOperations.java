package io.tollgate.portal.subscription;

import static io.tollgate.portal.operation.Lookup.known;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.Applications;
import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.domain.identity.User;
import io.tollgate.domain.identity.Users;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.subscription.Subscription.Status;
import io.tollgate.domain.subscription.SubscriptionCount;
import io.tollgate.domain.subscription.SubscriptionEvent;
import io.tollgate.domain.subscription.SubscriptionFilter;
import io.tollgate.domain.subscription.SubscriptionId;
import io.tollgate.domain.subscription.SubscriptionScope;
import io.tollgate.domain.subscription.Subscriptions;
import io.tollgate.domain.tenant.TenantId;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the consuming side sees of its subscriptions and does with them once they are asked for. */
@Component
public class SubscriptionOperations {

  private final Subscriptions subscriptions;
  private final Applications applications;
  private final Users users;
  private final Overviews overviews;
  private final Transactions transactions;
  private final Clock clock;

  SubscriptionOperations(
      Subscriptions subscriptions,
      Applications applications,
      Users users,
      Overviews overviews,
      Transactions transactions,
      Clock clock) {
    this.subscriptions = subscriptions;
    this.applications = applications;
    this.users = users;
    this.overviews = overviews;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * What a tenant consumes, newest request first.
   *
   * @param after the subscription that the page before ended with; null for the first page
   */
  public Flux<SubscriptionOverview> list(
      Viewer viewer,
      TenantId tenant,
      SubscriptionQuery query,
      @Nullable SubscriptionId after,
      int limit) {
    return Flux.defer(() -> {
      Authorization.require(viewer, Action.VIEW_TENANT, tenant);
      var filter = query.within(SubscriptionScope.consumedBy(tenant));
      return overviews.of(subscriptions.list(filter, after, limit));
    });
  }

  /**
   * What an application consumes, newest request first.
   *
   * @param after the subscription that the page before ended with; null for the first page
   */
  public Flux<SubscriptionOverview> list(
      Viewer viewer,
      ApplicationId application,
      SubscriptionQuery query,
      @Nullable SubscriptionId after,
      int limit) {
    return visible(viewer, application)
        .map(found -> query.within(SubscriptionScope.of(found.id())))
        .flatMapMany(filter -> overviews.of(subscriptions.list(filter, after, limit)));
  }

  /** How many APIs an application may call. */
  public Mono<Long> granted(Viewer viewer, ApplicationId application) {
    return visible(viewer, application)
        .map(found -> SubscriptionFilter.of(SubscriptionScope.of(found.id())).in(Status.APPROVED))
        .flatMap(subscriptions::count);
  }

  /** How many subscriptions applications of a tenant have had; one without any is left out. */
  public Mono<Map<ApplicationId, SubscriptionCount>> counts(
      Viewer viewer, TenantId tenant, Collection<Application> owned) {
    return Mono.defer(() -> {
      Authorization.require(viewer, Action.VIEW_TENANT, tenant);
      var ids =
          owned.stream()
              .filter(application -> application.tenant().equals(tenant))
              .map(Application::id)
              .toList();
      return subscriptions.counts(ids).collectMap(SubscriptionCount::application);
    });
  }

  /** One subscription; both its tenants see it. */
  public Mono<SubscriptionOverview> find(Viewer viewer, SubscriptionId id) {
    return visible(viewer, id).flatMap(overviews::of);
  }

  /** What happened to it, oldest first. */
  public Flux<TimelineStep> timeline(Viewer viewer, SubscriptionId id) {
    return visible(viewer, id)
        .flatMapMany(subscription -> subscriptions.events(subscription.id()))
        .concatMap(this::step);
  }

  /** Ends it, or withdraws the request: either of its sides may, whatever the state. */
  public Mono<Subscription> close(Viewer viewer, SubscriptionId id) {
    return visible(viewer, id)
        .doOnNext(found -> {
          if (!Authorization.allows(viewer, Action.DECIDE_SUBSCRIPTION, found.ownerTenant())) {
            Authorization.require(viewer, Action.CLOSE_SUBSCRIPTION, found.tenant());
          }
        })
        .flatMap(found ->
            change(viewer, id, "closed", current -> current.close(viewer.user(), clock.instant())));
  }

  /** A step of its life, taken from where it stands when the step is written. */
  Mono<Subscription> change(
      Viewer viewer, SubscriptionId id, String happened, UnaryOperator<Subscription> step) {
    return transactions
        .write(
            known(subscriptions.findForChange(id))
                .flatMap(current ->
                    subscriptions.save(step.apply(current)).map(next -> new Taken(current, next))),
            taken -> SubscriptionChange.of(viewer, taken.before(), taken.after(), happened))
        .map(Taken::after);
  }

  private record Taken(Subscription before, Subscription after) {}

  private Mono<Application> visible(Viewer viewer, ApplicationId id) {
    return known(applications.find(id))
        .doOnNext(found -> Authorization.require(viewer, Action.VIEW_TENANT, found.tenant()));
  }

  /** The subscription, when the viewer belongs to either of its sides. */
  Mono<Subscription> visible(Viewer viewer, SubscriptionId id) {
    return known(subscriptions.find(id))
        .doOnNext(subscription -> {
          if (!Authorization.allows(viewer, Action.VIEW_TENANT, subscription.ownerTenant())) {
            Authorization.require(viewer, Action.VIEW_TENANT, subscription.tenant());
          }
        });
  }

  private Mono<TimelineStep> step(SubscriptionEvent event) {
    var actor = event.actor();
    return actor == null
        ? Mono.just(new TimelineStep(event, "Tollgate"))
        : users
            .find(actor)
            .map(User::displayName)
            .defaultIfEmpty("")
            .map(name -> new TimelineStep(event, name));
  }
}
