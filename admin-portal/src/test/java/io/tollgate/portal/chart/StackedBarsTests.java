package io.tollgate.portal.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tollgate.portal.chart.StackedBars.Limit;
import io.tollgate.portal.chart.StackedBars.Period;
import java.util.Collections;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StackedBarsTests {

  /** Of a digit at the size of the chart's text, in the units of the drawing. */
  private static final int DIGIT = 7;

  @Test
  void partsStandOnEachOtherAndFillTheirBar() {
    var chart = chart(List.of(new Period("Mon", List.of(30L, 0L, 10L))), null, Long::toString);

    var bar = chart.bars().getFirst();
    var floor = chart.ticks().getFirst().y();
    assertThat(bar.parts()).extracting(ChartView.Part::series).containsExactly(1, 3);
    assertThat(bar.parts().getFirst().y() + bar.parts().getFirst().height()).isEqualTo(floor);
    assertThat(bar.parts().getLast().y() + bar.parts().getLast().height())
        .isEqualTo(bar.parts().getFirst().y());
    assertThat(bar.parts().getLast().y()).isEqualTo(bar.top());
    assertThat(bar.total()).isEqualTo("40");
    assertThat(bar.parts().getFirst().label()).isEqualTo("Mon, one: 30");
  }

  @Test
  void thereIsRoomForTheAmountsBesideTheChartHoweverLongTheyAre() {
    var week = Collections.nCopies(7, new Period("Mon", List.of(4L, 0L, 0L)));

    var shortest = chart(week, null, Long::toString);
    var longest = chart(week, null, amount -> "$0.0000%02d".formatted(amount));

    assertThat(shortest.left()).isLessThan(longest.left());
    assertThat(longest.ticks())
        .allSatisfy(tick -> assertThat(tick.label().length() * DIGIT).isLessThan(longest.left()));
    assertThat(longest.bars()).allSatisfy(bar -> assertThat(bar.x()).isGreaterThan(longest.left()));
  }

  @Test
  void totalsThatWouldRunIntoEachOtherAreLeftToTheTable() {
    var fortnight = Collections.nCopies(14, new Period("Mon", List.of(4L, 0L, 0L)));

    assertThat(chart(fortnight, null, Long::toString).bars())
        .allSatisfy(bar -> assertThat(bar.total()).isEqualTo("4"));
    assertThat(chart(fortnight, null, amount -> "$0.00000000%02d".formatted(amount)).bars())
        .allSatisfy(bar -> assertThat(bar.total()).isNull());
  }

  @Test
  void everyDayHasALabelWhileThereIsRoomAndSomeDoInAQuarter() {
    var day = new Period("Nov 15", List.of(1L, 0L, 0L));

    assertThat(chart(Collections.nCopies(14, day), null, Long::toString).bars())
        .allSatisfy(bar -> assertThat(bar.label()).isEqualTo("Nov 15"));
    assertThat(
            chart(Collections.nCopies(92, day), null, Long::toString).bars().stream()
                .filter(bar -> bar.label() != null))
        .hasSizeBetween(8, 16);
  }

  @Test
  void aLimitAboveAllBarsIsOnTheDrawing() {
    var chart =
        chart(
            List.of(new Period("Mon", List.of(10L, 0L, 0L))),
            new Limit("Limit", 1000),
            Long::toString);

    var limit = chart.limit();
    assertThat(limit).isNotNull();
    assertThat(limit.y()).isPositive().isLessThan(chart.bars().getFirst().top());
  }

  @Test
  void aPeriodInWhichNothingWasSpentIsAnEmptyDrawing() {
    var chart = chart(List.of(new Period("Mon", List.of(0L, 0L, 0L))), null, Long::toString);

    assertThat(chart.bars().getFirst().parts()).isEmpty();
    assertThat(chart.bars().getFirst().total()).isNull();
  }

  @Test
  void moreSeriesThanPatternsTellApartAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new StackedBars(
                "", "", Collections.nCopies(7, "one"), List.of(), null, Long::toString));
  }

  private static ChartView chart(
      List<Period> periods, @Nullable Limit limit, LongFunction<String> write) {
    return new StackedBars(
            "Spend", "By model", List.of("one", "two", "three"), periods, limit, write)
        .view();
  }
}
