package io.tollgate.persistence.ledger;

import io.tollgate.domain.ledger.UsageSum;
import io.tollgate.domain.money.Money;
import io.tollgate.domain.usage.Usage;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of sums; its period is counted from 1. */
record UsageSumRow(
    int period,
    @Nullable String category,
    @Nullable String currency,
    long requests,
    long failed,
    long refused,
    long unpriced,
    long estimated,
    long input,
    long cacheRead,
    long cacheWrite,
    long output,
    long reasoning,
    long audioInput,
    long audioOutput,
    long image,
    long cacheWriteHour,
    long audioSeconds,
    long searchUnits,
    long costNanos) {

  UsageSum toSum(List<Instant> periods) {
    return new UsageSum(
        periods.get(period - 1),
        category,
        requests,
        failed,
        refused,
        unpriced,
        estimated,
        new Usage(
            input,
            cacheRead,
            cacheWrite,
            output,
            reasoning,
            audioInput,
            audioOutput,
            image,
            cacheWriteHour,
            audioSeconds,
            searchUnits),
        currency == null ? null : new Money(costNanos, Currency.getInstance(currency)));
  }
}
