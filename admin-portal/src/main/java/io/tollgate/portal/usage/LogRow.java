package io.tollgate.portal.usage;

import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.money.Money;
import io.tollgate.domain.usage.UsageSource;
import io.tollgate.portal.web.Moment;
import io.tollgate.portal.web.Numbers;
import io.tollgate.portal.web.Status;
import io.tollgate.portal.web.Texts;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** One request as a line of the log. */
record LogRow(
    String path,
    Moment moment,
    String model,
    String application,
    Status status,
    int httpStatus,
    String input,
    String output,
    @Nullable String cost,
    String latency) {

  static LogRow of(
      LedgerEntry entry, String application, String path, ZoneId zone, Instant now, Texts texts) {
    var counted = entry.usageSource() != UsageSource.NONE;
    return new LogRow(
        path,
        Moment.precise(entry.startedAt(), zone, now),
        RequestEnding.what(entry, texts),
        application,
        RequestEnding.status(entry, texts),
        entry.httpStatus(),
        counted ? Numbers.whole(entry.usage().totalInput()) : "–",
        counted ? Numbers.whole(entry.usage().totalOutput()) : "–",
        counted ? cost(entry) : "–",
        Numbers.duration(entry.total()));
  }

  /** The exact cost, or null when the request is not priced. */
  static @Nullable String cost(LedgerEntry entry) {
    Money cost = entry.cost();
    return cost == null ? null : Numbers.exactMoney(cost);
  }
}
