package io.tollgate.portal.chart;

/** Where amounts and bars are on the drawing. */
final class Canvas {

  static final int WIDTH = 1104;
  static final int HEIGHT = 232;

  private static final int NARROWEST_MARGIN = 48;

  /** Of the chart's text, about as wide as a digit. */
  private static final int CHARACTER = 7;

  private static final int TOP = 24;
  private static final int BOTTOM = 32;
  private static final int WIDEST_BAR = 80;

  private static final int MOST_LABELS = 16;

  private final Scale scale;
  private final int bars;
  private final int left;
  private final int right;

  /**
   * The drawing's measures.
   *
   * @param longestTick how many characters stand beside the plot at the most
   * @param limited whether a limit is named beside it
   */
  Canvas(Scale scale, int bars, int longestTick, boolean limited) {
    this.scale = scale;
    this.bars = Math.max(bars, 1);
    this.left = Math.max(NARROWEST_MARGIN, (longestTick + 2) * CHARACTER);
    // A limit is named at the end of its line.
    this.right = limited ? WIDTH - 80 : WIDTH - 8;
  }

  int left() {
    return left;
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
    return (int) Math.round(left + slot() * index + (slot() - barWidth()) / 2);
  }

  /** Whether as many characters above a bar stay clear of those above the next one. */
  boolean hasRoomAbove(int characters) {
    return (characters + 1) * CHARACTER <= slot();
  }

  boolean showsLabel(int index) {
    int every = (bars + MOST_LABELS - 1) / MOST_LABELS;
    return index % every == 0;
  }

  private double slot() {
    return (double) (right - left) / bars;
  }
}
