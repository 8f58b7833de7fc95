package io.tollgate.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DecimalColumnTests {

  private final DecimalColumn column =
      DecimalColumn.of(Arrays.asList("$0.000062", null, "$12.50", "¥3", "–"));

  @Test
  void everyAmountIsAsWideAsTheMostPreciseOne() {
    assertThat(column.missing("$0.000062")).isEmpty();
    assertThat(column.missing("$12.50")).isEqualTo("0000");
    assertThat(column.missing("¥3")).isEqualTo(".000000");
  }

  @Test
  void whatIsNoAmountLacksNothing() {
    assertThat(column.missing(null)).isEmpty();
    assertThat(column.missing("–")).isEmpty();
  }
}
