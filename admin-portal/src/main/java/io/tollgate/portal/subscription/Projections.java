package io.tollgate.portal.subscription;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.catalogue.PlanId;
import io.tollgate.domain.ledger.EntryFilter;
import io.tollgate.domain.ledger.Grouping;
import io.tollgate.domain.ledger.LedgerQueries;
import io.tollgate.domain.ledger.LedgerScope;
import io.tollgate.domain.ledger.UsageSum;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.model.Models;
import io.tollgate.domain.model.Price;
import io.tollgate.domain.money.Money;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.subscription.Subscription.Status;
import io.tollgate.domain.subscription.SubscriptionFilter;
import io.tollgate.domain.subscription.SubscriptionId;
import io.tollgate.domain.subscription.SubscriptionScope;
import io.tollgate.domain.subscription.Subscriptions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Works out what subscriptions may come to cost the people who ask for them. */
@Component
class Projections {

  /** So many of those that have a plan, the newest, tell what one more may cost. */
  private static final int COMPARED = 1000;

  private final SubscriptionOperations operations;
  private final Overviews overviews;
  private final Subscriptions subscriptions;
  private final Models models;
  private final LedgerQueries ledger;
  private final Clock clock;

  Projections(
      SubscriptionOperations operations,
      Overviews overviews,
      Subscriptions subscriptions,
      Models models,
      LedgerQueries ledger,
      Clock clock) {
    this.operations = operations;
    this.overviews = overviews;
    this.subscriptions = subscriptions;
    this.models = models;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** A subscription with what it may cost. */
  record Projected(SubscriptionOverview overview, Projection projection) {}

  /** Of one subscription, for those who decide about it: it tells what others spend. */
  Mono<Projection> of(Viewer viewer, SubscriptionId id) {
    return operations
        .visible(viewer, id)
        .doOnNext(
            found -> Authorization.require(viewer, Action.DECIDE_SUBSCRIPTION, found.ownerTenant()))
        .flatMap(overviews::of)
        .flatMap(overview -> of(Flux.just(overview)).next())
        .map(Projected::projection);
  }

  /** Of a page of somebody's inbox, in that order. */
  Flux<Projected> of(Flux<SubscriptionOverview> inbox) {
    return Mono.zip(models.all().collectList(), models.prices().collectList())
        .flatMapMany(priced -> {
          var known = new HashMap<PlanId, Mono<Map<String, List<Money>>>>();
          return inbox.concatMap(overview ->
              known
                  .computeIfAbsent(overview.plan().id(), plan -> spent(overview).cache())
                  .map(spent ->
                      new Projected(
                          overview,
                          new Projection(
                              ceiling(overview, priced.getT1(), priced.getT2()),
                              ofOthers(spent, overview.application().id())))));
        });
  }

  private Ceiling ceiling(SubscriptionOverview overview, List<Model> all, List<Price> prices) {
    return Ceiling.of(overview.api(), overview.plan(), all, prices, clock.instant());
  }

  /** What each application with the plan that is asked for spent lately. */
  private Mono<Map<String, List<Money>>> spent(SubscriptionOverview overview) {
    var asking = overview.subscription();
    return subscriptions
        .list(
            SubscriptionFilter.of(SubscriptionScope.grantedBy(asking.ownerTenant()))
                .in(Status.APPROVED)
                .on(asking.plan()),
            null,
            COMPARED)
        .map(granted -> granted.application().toString())
        .collect(toUnmodifiableSet())
        .flatMap(applications ->
            applications.isEmpty() ? Mono.just(Map.of()) : spent(asking, applications));
  }

  private Mono<Map<String, List<Money>>> spent(Subscription asking, Set<String> applications) {
    return ledger
        .sums(
            new LedgerScope.Owner(asking.ownerTenant()),
            lately(asking),
            new Grouping(Grouping.Dimension.APPLICATION, Grouping.Period.WHOLE, ZoneOffset.UTC))
        .collectList()
        .map(sums -> costs(sums, applications));
  }

  private static Map<String, List<Money>> costs(List<UsageSum> sums, Set<String> applications) {
    var costs = new HashMap<String, List<Money>>();
    for (var sum : sums) {
      var application = sum.group();
      var cost = sum.cost();
      if (application != null && cost != null && applications.contains(application)) {
        costs.computeIfAbsent(application, first -> new ArrayList<>()).add(cost);
      }
    }
    return costs;
  }

  private static List<Money> ofOthers(Map<String, List<Money>> spent, ApplicationId asking) {
    return spent.entrySet().stream()
        .filter(one -> !one.getKey().equals(asking.toString()))
        .flatMap(one -> one.getValue().stream())
        .sorted(Ceiling.BY_AMOUNT)
        .toList();
  }

  /** Whole hours, which roll-ups answer. */
  private EntryFilter lately(Subscription asking) {
    var to = clock.instant().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    return new EntryFilter(
        to.minus(Ceiling.PERIOD), to, null, null, asking.api(), null, null, null);
  }
}
