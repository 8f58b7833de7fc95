package io.tollgate.portal.chart;

import java.util.List;
import java.util.stream.LongStream;

/**
 * The amounts beside a chart: from nothing to at least the highest amount, in round steps.
 *
 * @param step the distance of two ticks
 * @param count how many steps there are
 */
record Scale(long step, int count) {

  private static final int STEPS = 4;
  private static final long[] ROUND = {10, 20, 25, 50, 100};

  static Scale upTo(long highest) {
    long step = roundUp(Math.max(1, ceilingOf(highest, STEPS)));
    return new Scale(step, (int) Math.max(1, ceilingOf(highest, step)));
  }

  long top() {
    return step * count;
  }

  List<Long> ticks() {
    return LongStream.rangeClosed(0, count).map(i -> i * step).boxed().toList();
  }

  private static long roundUp(long rough) {
    if (rough <= ROUND[0]) {
      return rough;
    }
    long magnitude = 1;
    while (rough > ROUND[ROUND.length - 1] * magnitude) {
      magnitude *= ROUND[0];
    }
    for (long round : ROUND) {
      if (rough <= round * magnitude) {
        return round * magnitude;
      }
    }
    throw new IllegalStateException("the last round number is the bound of the loop above");
  }

  private static long ceilingOf(long amount, long parts) {
    return amount / parts + (amount % parts == 0 ? 0 : 1);
  }
}
