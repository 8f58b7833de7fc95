package io.tollgate.portal.subscription;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
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
import io.tollgate.domain.subscription.SubscriptionId;
import io.tollgate.domain.subscription.Subscriptions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Works out what subscriptions may come to cost the people who ask for them. */
@Component
class Projections {

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

  /** Of all that somebody has in their inbox, in that order. */
  Flux<Projected> of(Flux<SubscriptionOverview> inbox) {
    return Mono.zip(models.all().collectList(), models.prices().collectList())
        .flatMapMany(priced ->
            inbox.concatMap(overview ->
                similar(overview)
                    .map(similar ->
                        new Projected(
                            overview,
                            new Projection(
                                ceiling(overview, priced.getT1(), priced.getT2()), similar)))));
  }

  private Ceiling ceiling(SubscriptionOverview overview, List<Model> all, List<Price> prices) {
    return Ceiling.of(overview.api(), overview.plan(), all, prices, clock.instant());
  }

  private Mono<List<Money>> similar(SubscriptionOverview overview) {
    var asking = overview.subscription();
    return subscriptions
        .grantedBy(asking.ownerTenant())
        .filter(other -> other.plan().equals(asking.plan()))
        .filter(other -> other.status() == Subscription.Status.APPROVED)
        .map(Subscription::application)
        .filter(application -> !application.equals(asking.application()))
        .collect(Collectors.toSet())
        .flatMap(applications ->
            applications.isEmpty() ? Mono.just(List.of()) : spent(asking, applications));
  }

  private Mono<List<Money>> spent(Subscription asking, Set<ApplicationId> applications) {
    var wanted = applications.stream().map(ApplicationId::toString).collect(Collectors.toSet());
    return ledger
        .sums(
            new LedgerScope.Owner(asking.ownerTenant()),
            lately(asking),
            new Grouping(Grouping.Dimension.APPLICATION, Grouping.Period.WHOLE, ZoneOffset.UTC))
        .filter(sum -> sum.group() != null && wanted.contains(sum.group()))
        .collectList()
        .map(Projections::amounts);
  }

  private static List<Money> amounts(List<UsageSum> sums) {
    return sums.stream()
        .map(UsageSum::cost)
        .flatMap(Stream::ofNullable)
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
