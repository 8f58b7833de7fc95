package io.tollgate.portal.usage;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.ledger.EntryFilter;
import io.tollgate.domain.ledger.Grouping.Dimension;
import io.tollgate.domain.ledger.Grouping.Period;
import io.tollgate.portal.operation.Checks;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a person asks about usage.
 *
 * @param from the first day, in the time zone of the tenant
 * @param to the last day, which counts
 * @param application null for all, as are {@code api} and {@code model}
 */
record UsageQuestion(
    LocalDate from,
    LocalDate to,
    Period period,
    Dimension by,
    @Nullable ApplicationId application,
    @Nullable ApiId api,
    @Nullable String model) {

  private static final int MOST_DAYS = 1100;
  private static final int MOST_DAYS_BY_HOUR = 31;

  void check() {
    var checks = new Checks();
    var days = ChronoUnit.DAYS.between(from, to) + 1;
    checks.require(days >= 1, "to", "input.order");
    checks.require(
        days <= (period == Period.HOUR ? MOST_DAYS_BY_HOUR : MOST_DAYS), "from", "input.range");
    checks.done();
  }

  EntryFilter filter(ZoneId zone) {
    return new EntryFilter(
        from.atStartOfDay(zone).toInstant(),
        to.plusDays(1).atStartOfDay(zone).toInstant(),
        null,
        application,
        api,
        model,
        null,
        null);
  }
}
