package io.tollgate.persistence.ledger;

import io.tollgate.domain.ledger.Grouping.Period;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the periods of a question start. They are worked out here, not in SQL, so that sums and
 * screens follow one and the same set of time-zone rules.
 */
final class Periods {

  private static final int MOST = 50_000;

  private Periods() {}

  /** The starts, ascending; the first one's period holds {@code from}. */
  static List<Instant> starts(Instant from, Instant to, Period period, ZoneId zone) {
    if (period == Period.WHOLE) {
      return List.of(from);
    }
    var starts = new ArrayList<Instant>();
    for (var start = startOf(from.atZone(zone), period);
        start.toInstant().isBefore(to);
        start = next(start, period)) {
      if (starts.size() == MOST) {
        throw new IllegalArgumentException("more than " + MOST + " periods from " + from);
      }
      starts.add(start.toInstant());
    }
    return starts;
  }

  private static ZonedDateTime startOf(ZonedDateTime moment, Period period) {
    return switch (period) {
      case HOUR -> moment.truncatedTo(ChronoUnit.HOURS);
      case DAY -> moment.toLocalDate().atStartOfDay(moment.getZone());
      case MONTH -> moment.toLocalDate().withDayOfMonth(1).atStartOfDay(moment.getZone());
      case WHOLE -> moment;
    };
  }

  private static ZonedDateTime next(ZonedDateTime start, Period period) {
    var next =
        switch (period) {
          case HOUR -> start.plusHours(1);
          case DAY -> start.plusDays(1);
          case MONTH -> start.plusMonths(1);
          case WHOLE -> start.plusYears(1);
        };
    var truncated = startOf(next, period);
    // Where clocks go back by half an hour, the hour that starts then is the one that has just
    // been.
    return truncated.isAfter(start) ? truncated : next;
  }
}
