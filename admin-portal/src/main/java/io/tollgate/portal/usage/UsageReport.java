package io.tollgate.portal.usage;

import io.tollgate.domain.ledger.UsageSum;
import io.tollgate.domain.money.Money;
import io.tollgate.domain.usage.Usage;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.TreeMap;

/**
 * The answer to a question about usage. Page, export and admin API all show this one value, so that
 * their totals are the same.
 *
 * @param zone in which its days begin
 * @param asOf when it was read
 */
record UsageReport(
    UsageQuestion question, ZoneId zone, Instant asOf, List<Row> rows, Totals totals) {

  public UsageReport {
    rows = List.copyOf(rows);
  }

  static UsageReport of(UsageQuestion question, ZoneId zone, Instant asOf, List<Row> rows) {
    return new UsageReport(question, zone, asOf, rows, Totals.of(rows));
  }

  /**
   * One sum.
   *
   * @param label what its group is called, for people
   */
  public record Row(UsageSum sum, String label) {}

  /**
   * The sum of all rows.
   *
   * @param costs one for each currency, exact
   */
  public record Totals(
      long requests,
      long failed,
      long refused,
      long unpriced,
      long estimated,
      Usage usage,
      List<Money> costs) {

    public Totals {
      costs = List.copyOf(costs);
    }

    static Totals of(List<Row> rows) {
      long requests = 0;
      long failed = 0;
      long refused = 0;
      long unpriced = 0;
      long estimated = 0;
      var usage = Usage.NONE;
      var costs = new TreeMap<Currency, Money>(Comparator.comparing(Currency::getCurrencyCode));
      for (var row : rows) {
        var sum = row.sum();
        requests += sum.requests();
        failed += sum.failed();
        refused += sum.refused();
        unpriced += sum.unpriced();
        estimated += sum.estimated();
        usage = usage.plus(sum.usage());
        var cost = sum.cost();
        if (cost != null) {
          costs.merge(cost.currency(), cost, Money::plus);
        }
      }
      return new Totals(
          requests, failed, refused, unpriced, estimated, usage, List.copyOf(costs.values()));
    }
  }
}
