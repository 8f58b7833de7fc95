package io.tollgate.persistence.ledger;

import io.tollgate.domain.id.UuidV7;
import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.ledger.LedgerEntry.Attempt;
import io.tollgate.domain.ledger.LedgerEntry.Destination;
import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.money.Money;
import io.tollgate.domain.usage.Usage;
import io.tollgate.domain.usage.UsageSource;
import io.tollgate.persistence.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ledger entries of a world. */
final class LedgerEntries {

  private LedgerEntries() {}

  static LedgerEntry of(World world, Instant startedAt) {
    return with(
        world,
        startedAt,
        world.model().name(),
        new Usage(100, 20, 3, 40, 5, 6, 7, 8, 9, 10, 11),
        1234567891L);
  }

  static LedgerEntry costing(World world, Instant startedAt, long nanos) {
    return with(world, startedAt, world.model().name(), Usage.of(10, 5), nanos);
  }

  static LedgerEntry named(World world, Instant startedAt, String model) {
    return with(world, startedAt, model, Usage.of(10, 5), 1L);
  }

  static LedgerEntry unpriced(World world, Instant startedAt) {
    return with(world, startedAt, world.model().name(), Usage.of(10, 5), null);
  }

  static LedgerEntry refused(World world, Instant startedAt) {
    return unconsumed(world, startedAt, Outcome.REFUSED, 404, "model_not_found");
  }

  /** A REST request that its upstream did not answer. */
  static LedgerEntry unanswered(World world, Instant startedAt) {
    var upstream = new Destination.Upstream("https://orders.example:8443");
    return unconsumed(
        world,
        startedAt,
        Outcome.FAILED,
        504,
        "upstream_timeout",
        new Attempt(upstream, null, "upstream_timeout", Duration.ofMillis(8)));
  }

  private static LedgerEntry unconsumed(
      World world,
      Instant startedAt,
      Outcome outcome,
      int status,
      String code,
      Attempt... attempts) {
    return new LedgerEntry(
        UuidV7.at(startedAt),
        startedAt,
        null,
        "node-1",
        world.consumer().id(),
        null,
        world.application().id(),
        world.credential().id(),
        null,
        null,
        null,
        "chat.completions",
        false,
        "unknown",
        null,
        null,
        null,
        null,
        null,
        outcome,
        status,
        code,
        null,
        UsageSource.NONE,
        Usage.NONE,
        null,
        null,
        List.of(attempts),
        Map.of(),
        Duration.ofNanos(123_000),
        null,
        Duration.ofNanos(456_000));
  }

  private static LedgerEntry with(
      World world, Instant startedAt, String model, Usage usage, @Nullable Long nanos) {
    var deployed = new Destination.Deployed(world.deployment().id());
    return new LedgerEntry(
        UuidV7.at(startedAt),
        startedAt,
        "client-1",
        "node-1",
        world.consumer().id(),
        world.owner().id(),
        world.application().id(),
        world.credential().id(),
        world.subscription().id(),
        world.api().id(),
        world.plan().id(),
        "chat.completions",
        true,
        model,
        "upstream",
        "upstream-2026",
        world.model().id(),
        world.deployment().id(),
        world.provider().id(),
        Outcome.COMPLETED,
        200,
        null,
        "stop",
        UsageSource.PROVIDER,
        usage,
        world.price().id(),
        nanos == null ? null : new Money(nanos, Money.USD),
        List.of(
            new Attempt(deployed, 503, "overloaded", Duration.ofMillis(7)),
            new Attempt(deployed, null, null, Duration.ofMillis(9))),
        Map.of("route", "priority \"1\""),
        Duration.ofNanos(321_000),
        Duration.ofMillis(250),
        Duration.ofSeconds(2));
  }
}
