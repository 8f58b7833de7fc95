package io.tollgate.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.domain.ledger.Grouping.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeriodsTests {

  @Test
  void startsAtThePeriodThatHoldsTheQuestionsStart() {
    assertThat(starts("2026-05-17T09:41:00Z", "2026-05-17T11:00:00Z", Period.HOUR, "UTC"))
        .containsExactly(
            Instant.parse("2026-05-17T09:00:00Z"), Instant.parse("2026-05-17T10:00:00Z"));
    assertThat(starts("2026-05-17T09:41:00Z", "2026-06-01T00:00:01Z", Period.MONTH, "UTC"))
        .containsExactly(
            Instant.parse("2026-05-01T00:00:00Z"), Instant.parse("2026-06-01T00:00:00Z"));
    assertThat(starts("2026-05-17T09:41:00Z", "2026-06-01T00:00:00Z", Period.WHOLE, "UTC"))
        .containsExactly(Instant.parse("2026-05-17T09:41:00Z"));
  }

  @Test
  void givesADayOfTwentyFiveHoursWhenClocksGoBack() {
    var starts =
        starts("2026-10-25T00:00:00Z", "2026-10-26T10:00:00Z", Period.DAY, "Europe/Berlin");

    assertThat(Duration.between(starts.get(0), starts.get(1))).isEqualTo(Duration.ofHours(25));
  }

  @Test
  void givesEachHourItsOwnPeriodWhenClocksGoBack() {
    assertThat(starts("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", Period.HOUR, "Europe/Berlin"))
        .hasSize(25)
        .doesNotHaveDuplicates()
        .isSorted();
  }

  @Test
  void followsClocksThatMoveByHalfAnHour() {
    assertThat(
            starts(
                "2026-04-03T10:00:00Z", "2026-04-06T10:00:00Z", Period.HOUR, "Australia/Lord_Howe"))
        .doesNotHaveDuplicates()
        .isSorted();
  }

  @Test
  void skipsADayThatNeverWas() {
    assertThat(starts("2011-12-28T12:00:00Z", "2012-01-02T00:00:00Z", Period.DAY, "Pacific/Apia"))
        .doesNotHaveDuplicates()
        .isSorted();
  }

  @Test
  void refusesAQuestionOfCountlessPeriods() {
    assertThatThrownBy(
            () -> starts("1970-01-01T00:00:00Z", "2026-01-01T00:00:00Z", Period.HOUR, "UTC"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Instant> starts(String from, String to, Period period, String zone) {
    return Periods.starts(Instant.parse(from), Instant.parse(to), period, ZoneId.of(zone));
  }
}
