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
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One measure of a usage report day by day, as a drawing and as the table of the same amounts. */
final class UsageChart {

  /** Groups that are told apart; the rest is summed up in one more. */
  private static final int DISTINCT = 5;

  static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM d", Locale.ENGLISH);

  private final UsageView view;
  private final UsageReport report;
  private final UsageBreakdown breakdown;
  private final Texts texts;
  private final List<StackedBars.Period> periods;

  UsageChart(UsageView view, UsageReport report, UsageBreakdown breakdown, Texts texts) {
    this.view = view;
    this.report = report;
    this.breakdown = breakdown;
    this.texts = texts;
    this.periods =
        report
            .question()
            .from()
            .datesUntil(report.question().to().plusDays(1))
            .map(day -> new StackedBars.Period(DAY.format(day), amounts(day)))
            .toList();
  }

  /** A row of the table: the amounts of the series on a day and their sum. */
  public record Row(String label, List<String> amounts, String total) {}

  public String title() {
    return texts.text(
        "usage.chart",
        texts.text("usage." + UsageView.name(view.measure())),
        texts.text("usage.chart." + UsageView.name(view.by())));
  }

  public ChartView view() {
    return new StackedBars(
            title(),
            texts.text(
                "usage.chart.description",
                DAY.format(report.question().from()),
                DAY.format(report.question().to())),
            names(),
            periods,
            null,
            axis(highest()))
        .view();
  }

  /** Whether there is an amount to draw. */
  public boolean hasAmounts() {
    return highest() > 0;
  }

  /** The drawing as a table. */
  public List<Row> rows() {
    return periods.stream().map(day -> row(day.label(), day.amounts())).toList();
  }

  /** What the rows add up to; it is summed up before it is rounded. */
  public Row total() {
    var sums =
        IntStream.range(0, names().size())
            .mapToObj(series -> periods.stream().mapToLong(day -> day.amounts().get(series)).sum())
            .toList();
    return row(texts.text("usage.total"), sums);
  }

  private Row row(String label, List<Long> amounts) {
    return new Row(label, amounts.stream().map(this::exact).toList(), exact(sum(amounts)));
  }

  /** What a group is called; requests that belong to none have a name as well. */
  String label(UsageBreakdown.Group group) {
    return group.label().isEmpty()
        ? texts.text("usage.none." + UsageView.name(view.by()))
        : group.label();
  }

  private List<String> names() {
    var names = groups().stream().map(this::label).collect(Collectors.toList());
    if (hasRest()) {
      names.add(texts.text("usage.others"));
    }
    return names;
  }

  /** The series that a group of the report belongs to; the first group is number 1. */
  static int series(int number) {
    return Math.min(number, DISTINCT + 1);
  }

  /** How amounts are written where there is little room. */
  private LongFunction<String> axis(long highest) {
    return switch (view.measure()) {
      case SPEND -> nanos -> Numbers.axisMoney(money(nanos), highest);
      case TOKENS, REQUESTS -> Numbers::compact;
    };
  }

  private String exact(long amount) {
    return switch (view.measure()) {
      case SPEND -> Numbers.money(money(amount));
      case TOKENS, REQUESTS -> Numbers.whole(amount);
    };
  }

  private Money money(long nanos) {
    return new Money(nanos, breakdown.currency());
  }

  private long highest() {
    return periods.stream().mapToLong(period -> sum(period.amounts())).max().orElse(0);
  }

  private static long sum(List<Long> amounts) {
    return amounts.stream().mapToLong(Long::longValue).sum();
  }

  private List<Long> amounts(LocalDate day) {
    var start = day.atStartOfDay(report.zone()).toInstant();
    var amounts = new ArrayList<Long>();
    groups().forEach(group -> amounts.add(view.measure().of(group.on(start))));
    if (hasRest()) {
      amounts.add(
          breakdown.groups().stream()
              .skip(DISTINCT)
              .mapToLong(group -> view.measure().of(group.on(start)))
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
