package io.tollgate.portal.usage;

import io.tollgate.domain.ledger.UsageSum;
import io.tollgate.domain.money.Money;
import io.tollgate.domain.usage.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A report by day, turned round: the groups, the dearest first, and what each used on which day.
 */
record UsageBreakdown(Currency currency, List<Group> groups) {

  /**
   * One model, application, API or tenant over the whole period.
   *
   * @param id null for requests that have none, such as those to no known model
   * @param cost in the currency of the breakdown; null when nothing of it is priced
   * @param byDay by the start of the day
   */
  record Group(
      @Nullable String id,
      String label,
      long requests,
      long failed,
      long unpriced,
      Usage usage,
      @Nullable Money cost,
      Map<Instant, Day> byDay) {

    long nanos() {
      return cost == null ? 0 : cost.nanos();
    }

    Day on(Instant start) {
      return byDay.getOrDefault(start, Day.NONE);
    }
  }

  /**
   * What a group used on one day.
   *
   * @param nanos of the breakdown's currency
   */
  record Day(long nanos, long tokens, long requests) {

    static final Day NONE = new Day(0, 0, 0);

    Day plus(Day other) {
      return new Day(nanos + other.nanos, tokens + other.tokens, requests + other.requests);
    }
  }

  static UsageBreakdown of(UsageReport report) {
    var currency =
        report.totals().costs().stream()
            .max(Comparator.comparingLong(Money::nanos))
            .map(Money::currency)
            .orElse(Money.USD);
    var collected = new LinkedHashMap<String, Collected>();
    for (var row : report.rows()) {
      collected
          .computeIfAbsent(String.valueOf(row.sum().group()), group -> new Collected(row))
          .add(row.sum(), currency);
    }
    var groups = new ArrayList<Group>();
    collected.values().forEach(one -> groups.add(one.group()));
    groups.sort(
        Comparator.comparingLong(Group::nanos)
            .thenComparingLong(group -> group.usage().total())
            .thenComparingLong(Group::requests)
            .reversed());
    return new UsageBreakdown(currency, List.copyOf(groups));
  }

  /** Sums up one group while its rows are read. */
  private static final class Collected {

    private final @Nullable String id;
    private final String label;
    private final Map<Instant, Day> byDay = new TreeMap<>();
    private long requests;
    private long failed;
    private long unpriced;
    private Usage usage = Usage.NONE;
    private @Nullable Money cost;

    Collected(UsageReport.Row first) {
      this.id = first.sum().group();
      this.label = first.label();
    }

    void add(UsageSum sum, Currency currency) {
      requests += sum.requests();
      failed += sum.failed();
      unpriced += sum.unpriced();
      usage = usage.plus(sum.usage());
      long nanos = 0;
      var more = sum.cost();
      if (more != null && more.currency().equals(currency)) {
        cost = cost == null ? more : cost.plus(more);
        nanos = more.nanos();
      }
      byDay.merge(
          sum.periodStart(), new Day(nanos, sum.usage().total(), sum.requests()), Day::plus);
    }

    Group group() {
      return new Group(id, label, requests, failed, unpriced, usage, cost, Map.copyOf(byDay));
    }
  }
}
