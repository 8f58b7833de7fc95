package io.tollgate.portal.usage;

import io.tollgate.domain.ledger.Grouping.Dimension;
import io.tollgate.domain.usage.Usage;
import io.tollgate.portal.usage.UsageReport.Totals;
import io.tollgate.portal.web.Figure;
import io.tollgate.portal.web.Numbers;
import io.tollgate.portal.web.Texts;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** A usage report and the one before it, as the page shows them. */
final class UsagePage {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

  private final UsageView view;
  private final UsageReport report;
  private final UsageReport previous;
  private final UsageBreakdown breakdown;
  private final UsageChart chart;
  private final Texts texts;

  UsagePage(UsageView view, UsageReport report, UsageReport previous, Texts texts) {
    this.view = view;
    this.report = report;
    this.previous = previous;
    this.breakdown = UsageBreakdown.of(report);
    this.chart = new UsageChart(view, report, breakdown, texts);
    this.texts = texts;
  }

  /**
   * A row of the table.
   *
   * @param series the pattern of the chart that stands for it; 0 for none
   * @param logs the path to its requests, or null
   * @param cost null when nothing of it is priced
   * @param unpriced how many of its requests have no price
   */
  public record Row(
      int series,
      String label,
      @Nullable String logs,
      String requests,
      String input,
      String output,
      @Nullable String cost,
      long unpriced,
      String success) {}

  public boolean isEmpty() {
    return report.totals().requests() == 0;
  }

  public String lede() {
    var question = report.question();
    return texts.text(
        "usage.lede",
        days(question.from(), question.to()),
        report.zone().getId(),
        MINUTE.format(report.asOf().atZone(report.zone())));
  }

  /** {@code Nov 15 – 21}: nothing is said twice. */
  private static String days(LocalDate from, LocalDate to) {
    if (from.equals(to)) {
      return UsageChart.DAY.format(from);
    }
    var sameMonth = YearMonth.from(from).equals(YearMonth.from(to));
    return UsageChart.DAY.format(from)
        + " – "
        + (sameMonth ? to.getDayOfMonth() : UsageChart.DAY.format(to));
  }

  public List<Figure> figures() {
    var totals = report.totals();
    return List.of(
        new Figure(texts.text("usage.spend"), spend(totals), spendChange()),
        new Figure(
            texts.text("usage.tokens"),
            Numbers.compact(totals.usage().total()),
            consumed(totals.usage())),
        new Figure(
            texts.text("usage.requests"),
            Numbers.whole(totals.requests()),
            texts.text("usage.requests.note", Numbers.whole(totals.refused()))),
        new Figure(
            texts.text("usage.success"),
            Numbers.success(totals.requests(), totals.failed()),
            texts.text(
                "usage.success.note",
                Numbers.whole(totals.failed()),
                Numbers.whole(totals.requests()))));
  }

  /** Seconds and searches are no tokens: they are named where there are any. */
  private String consumed(Usage usage) {
    var parts = new ArrayList<String>();
    parts.add(
        texts.text(
            "usage.tokens.note",
            Numbers.compact(usage.totalInput()),
            Numbers.compact(usage.totalOutput())));
    if (usage.audioSeconds() > 0) {
      parts.add(texts.text("usage.tokens.seconds", Numbers.whole(usage.audioSeconds())));
    }
    if (usage.searchUnits() > 0) {
      parts.add(texts.text("usage.tokens.searches", Numbers.whole(usage.searchUnits())));
    }
    return String.join(", ", parts);
  }

  public long unpriced() {
    return report.totals().unpriced();
  }

  public UsageChart chart() {
    return chart;
  }

  public List<Row> rows() {
    var rows = new ArrayList<Row>();
    for (var group : breakdown.groups()) {
      rows.add(row(group, UsageChart.series(rows.size() + 1)));
    }
    return rows;
  }

  public Row total() {
    var totals = report.totals();
    return new Row(
        0,
        texts.text("usage.total"),
        null,
        Numbers.whole(totals.requests()),
        Numbers.compact(totals.usage().totalInput()),
        Numbers.compact(totals.usage().totalOutput()),
        totals.costs().isEmpty() ? null : spend(totals),
        totals.unpriced(),
        Numbers.success(totals.requests(), totals.failed()));
  }

  private Row row(UsageBreakdown.Group group, int series) {
    Usage usage = group.usage();
    var cost = group.cost();
    return new Row(
        series,
        chart.label(group),
        logs(group),
        Numbers.whole(group.requests()),
        Numbers.compact(usage.totalInput()),
        Numbers.compact(usage.totalOutput()),
        cost == null ? null : Numbers.money(cost),
        group.unpriced(),
        Numbers.success(group.requests(), group.failed()));
  }

  private @Nullable String logs(UsageBreakdown.Group group) {
    if (group.id() == null || view.of() != UsageView.Whose.OWN) {
      return null;
    }
    return switch (view.by()) {
      case MODEL, APPLICATION, API ->
          UriComponentsBuilder.fromPath("/logs")
              .queryParam(UsageView.name(view.by()), group.id())
              .queryParam("period", UsageView.name(view.period()))
              .build()
              .toUriString();
      case NOTHING, CREDENTIAL, PROVIDER, TENANT -> null;
    };
  }

  private static String spend(Totals totals) {
    return totals.costs().isEmpty()
        ? "–"
        : totals.costs().stream().map(Numbers::money).collect(Collectors.joining(" + "));
  }

  /** How spend has changed; nothing when there is nothing to compare, or several currencies. */
  private @Nullable String spendChange() {
    var now = report.totals().costs();
    var then = previous.totals().costs();
    if (now.size() != 1
        || then.size() != 1
        || !now.getFirst().currency().equals(then.getFirst().currency())
        || then.getFirst().nanos() == 0) {
      return texts.text("usage.spend.first");
    }
    long before = then.getFirst().nanos();
    long percent = Math.round(100.0 * (now.getFirst().nanos() - before) / before);
    return texts.text(
        "usage.spend.change", (percent >= 0 ? "+" : "−") + Numbers.whole(Math.abs(percent)));
  }

  /** What the page offers to tell apart. */
  static List<Dimension> dimensions(UsageView.Whose of) {
    return of == UsageView.Whose.OWN
        ? List.of(Dimension.MODEL, Dimension.APPLICATION, Dimension.API)
        : List.of(Dimension.MODEL, Dimension.API, Dimension.TENANT);
  }
}
