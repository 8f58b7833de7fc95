package io.tollgate.portal.usage;

import io.tollgate.domain.ledger.Grouping.Period;
import io.tollgate.domain.ledger.UsageSum;
import io.tollgate.domain.money.Money;
import io.tollgate.portal.web.Csv;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A usage report as CSV. */
final class UsageCsv {

  private static final String HEADING =
      Csv.line(
          "period",
          "group",
          "label",
          "requests",
          "failed",
          "refused",
          "unpriced",
          "estimated",
          "input",
          "cache_read",
          "cache_write",
          "output",
          "reasoning",
          "audio_input",
          "audio_output",
          "image",
          "cache_write_hour",
          "audio_seconds",
          "search_units",
          "currency",
          "cost");

  private UsageCsv() {}

  static List<String> lines(UsageReport report) {
    return Stream.concat(Stream.of(HEADING), report.rows().stream().map(row -> line(report, row)))
        .toList();
  }

  private static String line(UsageReport report, UsageReport.Row row) {
    var sum = row.sum();
    var usage = sum.usage();
    var cost = sum.cost();
    return Csv.line(
        period(sum, report.question().period(), report.zone()),
        sum.group(),
        row.label(),
        sum.requests(),
        sum.failed(),
        sum.refused(),
        sum.unpriced(),
        sum.estimated(),
        usage.input(),
        usage.cacheRead(),
        usage.cacheWrite(),
        usage.output(),
        usage.reasoning(),
        usage.audioInput(),
        usage.audioOutput(),
        usage.image(),
        usage.cacheWriteHour(),
        usage.audioSeconds(),
        usage.searchUnits(),
        cost == null ? null : cost.currency(),
        amount(cost));
  }

  /** Empty for what is not priced, which is not the same as free. */
  static @Nullable Number amount(@Nullable Money cost) {
    return cost == null ? null : cost.amount();
  }

  private static String period(UsageSum sum, Period period, ZoneId zone) {
    var start = sum.periodStart();
    return switch (period) {
      case HOUR -> start.atZone(zone).toOffsetDateTime().toString();
      case DAY, WHOLE -> LocalDate.ofInstant(start, zone).toString();
      case MONTH -> YearMonth.from(start.atZone(zone)).toString();
    };
  }
}
