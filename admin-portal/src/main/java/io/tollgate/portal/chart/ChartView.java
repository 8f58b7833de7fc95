package io.tollgate.portal.chart;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A drawing of stacked bars in the units of its view box, for {@code fragments/chart}.
 *
 * @param left where the plot begins, right of the amounts
 * @param right where it ends
 * @param limit a line across the plot, or null
 */
public record ChartView(
    String title,
    String description,
    int width,
    int height,
    int left,
    int right,
    List<Series> series,
    List<Tick> ticks,
    List<Bar> bars,
    @Nullable Tick limit) {

  /** What a pattern stands for; numbers begin at 1. */
  public record Series(int number, String name) {}

  /** A line of the grid and what it means. */
  public record Tick(int y, String label) {}

  /**
   * One bar.
   *
   * @param label what stands below it, or null where there is no room
   * @param total what stands above it, or null where there is no room
   */
  public record Bar(
      int x,
      int width,
      int middle,
      int top,
      @Nullable String label,
      @Nullable String total,
      List<Part> parts) {}

  /** What one series adds to a bar. */
  public record Part(int series, int y, int height, String label) {}
}
