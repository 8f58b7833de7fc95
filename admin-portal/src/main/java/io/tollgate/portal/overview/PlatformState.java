package io.tollgate.portal.overview;

import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.configuration.GatewayNode;
import io.tollgate.domain.configuration.GatewayNodes;
import io.tollgate.domain.ledger.EntryFilter;
import io.tollgate.domain.ledger.Grouping;
import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.ledger.LedgerQueries;
import io.tollgate.domain.ledger.LedgerScope;
import io.tollgate.domain.ledger.UsageSum;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.Providers;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.subscription.SubscriptionFilter;
import io.tollgate.domain.subscription.SubscriptionScope;
import io.tollgate.domain.subscription.Subscriptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How the whole platform is doing. */
@Component
class PlatformState {

  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final int FAILURES_SHOWN = 8;
  private static final LedgerScope PLATFORM = new LedgerScope.Platform();

  private final LedgerQueries ledger;
  private final Providers providers;
  private final Subscriptions subscriptions;
  private final GatewayNodes gateways;
  private final Clock clock;

  PlatformState(
      LedgerQueries ledger,
      Providers providers,
      Subscriptions subscriptions,
      GatewayNodes gateways,
      Clock clock) {
    this.ledger = ledger;
    this.providers = providers;
    this.subscriptions = subscriptions;
    this.gateways = gateways;
    this.clock = clock;
  }

  /**
   * What is known of it.
   *
   * @param day sums of the last 24 hours, one for each currency
   * @param hour sums of the last hour by provider
   * @param failures the newest requests of the last 24 hours that failed
   * @param pending subscriptions that wait for a decision
   * @param gateways that are alive
   */
  record State(
      List<UsageSum> day,
      List<Provider> providers,
      List<UsageSum> hour,
      List<LedgerEntry> failures,
      long pending,
      List<GatewayNode> gateways) {}

  Mono<State> of(Viewer viewer) {
    return Mono.defer(() -> {
      Authorization.require(viewer, Action.VIEW_PLATFORM);
      return Mono.zip(
              sums(DAY, Grouping.Dimension.NOTHING),
              providers.all().collectList(),
              sums(HOUR, Grouping.Dimension.PROVIDER),
              failures(),
              subscriptions.count(
                  SubscriptionFilter.of(new SubscriptionScope.Platform())
                      .in(Subscription.Status.PENDING)),
              gateways.alive().collectList())
          .map(read ->
              new State(
                  read.getT1(),
                  read.getT2(),
                  read.getT3(),
                  read.getT4(),
                  read.getT5(),
                  read.getT6()));
    });
  }

  private Mono<List<UsageSum>> sums(Duration past, Grouping.Dimension by) {
    var grouping = new Grouping(by, Grouping.Period.WHOLE, ZoneOffset.UTC);
    return ledger.sums(PLATFORM, last(past, null), grouping).collectList();
  }

  private Mono<List<LedgerEntry>> failures() {
    return ledger
        .entries(PLATFORM, last(DAY, LedgerEntry.Outcome.FAILED), null, FAILURES_SHOWN)
        .collectList();
  }

  /** Begins and ends with a quarter, for which there are roll-ups. */
  private EntryFilter last(Duration past, LedgerEntry.@Nullable Outcome outcome) {
    var now = clock.instant();
    return new EntryFilter(
        quarter(now.minus(past)),
        quarter(now).plus(QUARTER),
        null,
        null,
        null,
        null,
        outcome,
        null);
  }

  private static Instant quarter(Instant moment) {
    long length = QUARTER.toSeconds();
    return Instant.ofEpochSecond(moment.getEpochSecond() / length * length);
  }
}
