package io.tollgate.providers.media;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The shapes of pictures that Stability draws. */
record AspectRatio(int width, int height) {
  private static final List<AspectRatio> KNOWN =
      List.of(
          new AspectRatio(1, 1),
          new AspectRatio(3, 2),
          new AspectRatio(2, 3),
          new AspectRatio(5, 4),
          new AspectRatio(4, 5),
          new AspectRatio(16, 9),
          new AspectRatio(9, 16),
          new AspectRatio(21, 9),
          new AspectRatio(9, 21));
  private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,4})x([1-9]\\d{0,4})");

  /** The one closest to a size in pixels; null if it is no size. */
  static @Nullable AspectRatio nearest(String size) {
    Matcher pixels = SIZE.matcher(size);
    if (!pixels.matches()) {
      return null;
    }
    double wanted =
        Math.log(Double.parseDouble(pixels.group(1)) / Double.parseDouble(pixels.group(2)));
    return KNOWN.stream()
        .min(Comparator.comparingDouble(known -> Math.abs(known.logarithm() - wanted)))
        .orElseThrow();
  }

  /** On this scale twice as wide is as far from square as twice as high. */
  private double logarithm() {
    return Math.log((double) width / height);
  }

  String text() {
    return width + ":" + height;
  }
}
