package io.tollgate.gateway.metering;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tollgate.domain.ledger.LedgerEntry;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Books requests: each intent before its call, each outcome once. */
public final class Settlements {

  private final String node;
  private final Journal journal;
  private final Map<LedgerEntry.Outcome, Counter> requests =
      new EnumMap<>(LedgerEntry.Outcome.class);
  private final Counter unauthenticated;
  private final Strangers strangers = new Strangers();
  private final Counter usageMissing;

  public Settlements(String node, Journal journal, MeterRegistry meters) {
    this.node = node;
    this.journal = journal;
    for (LedgerEntry.Outcome outcome : LedgerEntry.Outcome.values()) {
      requests.put(
          outcome,
          Counter.builder("tollgate.requests")
              .description("Authenticated requests by how they ended")
              .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
              .register(meters));
    }
    this.unauthenticated =
        Counter.builder("tollgate.requests.unauthenticated")
            .description("Requests without a valid key; they have no ledger entry")
            .register(meters);
    this.usageMissing =
        Counter.builder("tollgate.usage.missing")
            .description("Answers whose provider reported no usage")
            .register(meters);
    meters.gauge("tollgate.journal.segments", journal, Journal::segments);
    meters.gauge("tollgate.journal.full", journal, full -> full.isFull() ? 1 : 0);
  }

  /** Books what would be true if nothing more were heard. Fails when the journal is full. */
  public void intend(Subject subject, Result ifNothingMoreIsHeard) {
    journal.intent(subject.entry(node, ifNothingMoreIsHeard));
  }

  /** Books how a request ended. Call it once for each authenticated request. */
  public void settle(Subject subject, Result result) {
    journal.outcome(subject.entry(node, result));
    var counter = requests.get(result.outcome());
    if (counter != null) {
      counter.increment();
    }
  }

  /** Counts a request without a valid key, which came from the given address. */
  public void unauthenticated(@Nullable InetSocketAddress client) {
    unauthenticated.increment();
    strangers.seen(client);
  }

  public void usageMissing() {
    usageMissing.increment();
  }
}
