package io.tollgate.portal.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Amounts over time as stacked bars, in the whole numbers of any unit. Up to six series are told
 * apart; who has more sums up the rest.
 *
 * @param series their names, from the bottom of the bars up
 * @param periods the bars, from left to right
 * @param limit an amount to draw a line at, or null
 */
public record StackedBars(
    String title,
    String description,
    List<String> series,
    List<Period> periods,
    @Nullable Limit limit,
    LongFunction<String> write) {

  static final int MAX_SERIES = 6;

  public StackedBars {
    series = List.copyOf(series);
    periods = List.copyOf(periods);
    if (series.size() > MAX_SERIES) {
      throw new IllegalArgumentException("a chart tells at most six series apart");
    }
  }

  /**
   * One bar.
   *
   * @param amounts one for each series, in their order; none is negative
   */
  public record Period(String label, List<Long> amounts) {

    public Period {
      amounts = List.copyOf(amounts);
    }

    long total() {
      return amounts.stream().mapToLong(Long::longValue).sum();
    }
  }

  /** A line across the bars. */
  public record Limit(String label, long amount) {}

  /** The drawing. */
  public ChartView view() {
    var highest = periods.stream().mapToLong(Period::total).max().orElse(0);
    var scale = Scale.upTo(limit == null ? highest : Math.max(highest, limit.amount()));
    var canvas = new Canvas(scale, periods.size(), longest(scale.ticks().stream()), limit != null);
    boolean showsTotals = canvas.hasRoomAbove(longest(periods.stream().map(Period::total)));
    var drawn = new ArrayList<ChartView.Bar>();
    for (int i = 0; i < periods.size(); i++) {
      drawn.add(bar(canvas, i, showsTotals));
    }
    return new ChartView(
        title,
        description,
        Canvas.WIDTH,
        Canvas.HEIGHT,
        canvas.left(),
        canvas.right(),
        legend(),
        scale.ticks().stream()
            .map(amount -> new ChartView.Tick(canvas.y(amount), write.apply(amount)))
            .toList(),
        drawn,
        limit == null ? null : new ChartView.Tick(canvas.y(limit.amount()), limit.label()));
  }

  /** Of the amounts as they are written, in characters. */
  private int longest(Stream<Long> amounts) {
    return amounts.mapToInt(amount -> write.apply(amount).length()).max().orElse(0);
  }

  private List<ChartView.Series> legend() {
    var legend = new ArrayList<ChartView.Series>();
    for (var name : series) {
      legend.add(new ChartView.Series(legend.size() + 1, name));
    }
    return legend;
  }

  private ChartView.Bar bar(Canvas canvas, int index, boolean showsTotals) {
    var period = periods.get(index);
    var parts = new ArrayList<ChartView.Part>();
    long below = 0;
    for (int i = 0; i < period.amounts().size(); i++) {
      long amount = period.amounts().get(i);
      if (amount > 0) {
        int top = canvas.y(below + amount);
        int height = canvas.y(below) - top;
        parts.add(
            new ChartView.Part(
                i + 1,
                top,
                height,
                period.label() + ", " + series.get(i) + ": " + write.apply(amount)));
      }
      below += amount;
    }
    var total = showsTotals && below > 0 ? write.apply(below) : null;
    return new ChartView.Bar(
        canvas.x(index),
        canvas.barWidth(),
        canvas.x(index) + canvas.barWidth() / 2,
        canvas.y(below),
        canvas.showsLabel(index) ? period.label() : null,
        total,
        parts);
  }
}
