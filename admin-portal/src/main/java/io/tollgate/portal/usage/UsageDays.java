package io.tollgate.portal.usage;

import io.tollgate.domain.money.Money;
import io.tollgate.portal.chart.ChartView;
import io.tollgate.portal.chart.StackedBars;
import io.tollgate.portal.web.Numbers;
import io.tollgate.portal.web.Texts;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What was spent day by day, told apart by group: as a chart, and as the same in a table. */
final class UsageDays {

  static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM d", Locale.ENGLISH);

  /** Groups that the chart tells apart; the rest is summed up in one more. */
  private static final int DISTINCT = 5;

  private final UsageReport report;
  private final UsageBreakdown breakdown;
  private final Texts texts;

  UsageDays(UsageReport report, UsageBreakdown breakdown, Texts texts) {
    this.report = report;
    this.breakdown = breakdown;
    this.texts = texts;
  }

  /** A row of the table: the amounts of the chart's series and their sum. */
  public record Row(String label, List<String> amounts, String total) {}

  /** The number of the pattern for the group at a place, counted from 1. */
  static int series(int place) {
    return Math.min(place, DISTINCT + 1);
  }

  /** What a group is called; requests that belong to none have a name as well. */
  String label(UsageBreakdown.Group group) {
    return group.label().isEmpty()
        ? texts.text("usage.none." + UsageView.name(report.question().by()))
        : group.label();
  }

  ChartView chart(String title) {
    var periods =
        days().stream().map(day -> new StackedBars.Period(DAY.format(day), amounts(day))).toList();
    return new StackedBars(
            title,
            texts.text(
                "usage.chart.description",
                DAY.format(report.question().from()),
                DAY.format(report.question().to())),
            names(),
            periods,
            null,
            nanos -> Numbers.axisMoney(new Money(nanos, breakdown.currency()), highest(periods)))
        .view();
  }

  List<Row> rows() {
    return days().stream().map(day -> row(DAY.format(day), amounts(day))).toList();
  }

  /** What the rows add up to; it is summed up before it is rounded. */
  Row total() {
    var byDay = days().stream().map(this::amounts).toList();
    var sums =
        IntStream.range(0, names().size())
            .mapToObj(series -> byDay.stream().mapToLong(day -> day.get(series)).sum())
            .toList();
    return row(texts.text("usage.total"), sums);
  }

  private Row row(String label, List<Long> amounts) {
    return new Row(
        label,
        amounts.stream().map(this::money).toList(),
        money(amounts.stream().mapToLong(Long::longValue).sum()));
  }

  private static long highest(List<StackedBars.Period> periods) {
    return periods.stream()
        .mapToLong(period -> period.amounts().stream().mapToLong(Long::longValue).sum())
        .max()
        .orElse(0);
  }

  private String money(long nanos) {
    return Numbers.money(new Money(nanos, breakdown.currency()));
  }

  private List<String> names() {
    var names = groups().stream().map(this::label).collect(Collectors.toList());
    if (hasRest()) {
      names.add(texts.text("usage.others"));
    }
    return names;
  }

  private List<LocalDate> days() {
    return report.question().from().datesUntil(report.question().to().plusDays(1)).toList();
  }

  private List<Long> amounts(LocalDate day) {
    var start = day.atStartOfDay(report.zone()).toInstant();
    var amounts = new ArrayList<Long>();
    groups().forEach(group -> amounts.add(group.byDay().getOrDefault(start, 0L)));
    if (hasRest()) {
      amounts.add(
          breakdown.groups().stream()
              .skip(DISTINCT)
              .mapToLong(group -> group.byDay().getOrDefault(start, 0L))
              .sum());
    }
    return amounts;
  }

  private List<UsageBreakdown.Group> groups() {
    return breakdown.groups().stream().limit(DISTINCT).toList();
  }

  private boolean hasRest() {
    return breakdown.groups().size() > DISTINCT;
  }
}
