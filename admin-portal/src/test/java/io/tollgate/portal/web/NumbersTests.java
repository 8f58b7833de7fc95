package io.tollgate.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class NumbersTests {

  @Test
  void onlyAFailureLowersTheShareOfSuccess() {
    assertThat(Numbers.success(200, 0)).isEqualTo("100.00%");
    assertThat(Numbers.success(200, 1)).isEqualTo("99.50%");
  }

  @Test
  void oneFailureAmongVeryManyNeverReadsAsNone() {
    assertThat(Numbers.success(1_000_000, 1)).isEqualTo("99.99%");
  }

  @Test
  void nothingIsNeitherGoodNorBad() {
    assertThat(Numbers.success(0, 0)).isEqualTo("–");
  }

  @Test
  void aLogTellsTheSecondsApart() {
    var berlin = ZoneId.of("Europe/Berlin");
    var now = Instant.parse("2026-11-21T10:00:00Z");

    assertThat(Moment.precise(now.minusSeconds(56), berlin, now).text())
        .isEqualTo("Nov 21, 10:59:04");
    assertThat(Moment.precise(now.minusSeconds(400 * 86_400L), berlin, now).text())
        .isEqualTo("Oct 17, 2025");
  }
}
