package io.tollgate.portal.chart;

/** Where amounts and bars are on the drawing. */
final class Canvas {

  static final int WIDTH = 1104;
  static final int HEIGHT = 232;
  static final int LEFT = 48;

  private static final int TOP = 24;
  private static final int BOTTOM = 32;
  private static final int WIDEST_BAR = 80;

  /** With more bars than this there is no room for a number above each. */
  private static final int MOST_TOTALS = 16;

  private static final int MOST_LABELS = 16;

  private final Scale scale;
  private final int bars;
  private final int right;

  Canvas(Scale scale, int bars, boolean limited) {
    this.scale = scale;
    this.bars = Math.max(bars, 1);
    // A limit is named at the end of its line.
    this.right = limited ? WIDTH - 80 : WIDTH - 8;
  }

  int right() {
    return right;
  }

  int y(long amount) {
    int plot = HEIGHT - TOP - BOTTOM;
    return HEIGHT - BOTTOM - (int) Math.round((double) amount / scale.top() * plot);
  }

  int barWidth() {
    return (int) Math.max(2, Math.min(WIDEST_BAR, slot() * 0.6));
  }

  int x(int index) {
    return (int) Math.round(LEFT + slot() * index + (slot() - barWidth()) / 2);
  }

  boolean showsTotals() {
    return bars <= MOST_TOTALS;
  }

  boolean showsLabel(int index) {
    int every = (bars + MOST_LABELS - 1) / MOST_LABELS;
    return index % every == 0;
  }

  private double slot() {
    return (double) (right - LEFT) / bars;
  }
}
