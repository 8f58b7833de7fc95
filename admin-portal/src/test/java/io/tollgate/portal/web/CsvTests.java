package io.tollgate.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTests {

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
  void neutralisesWhatASpreadsheetWouldRun(String formula) {
    assertThat(Csv.line(formula)).contains("'" + formula);
  }

  @Test
  void quotesWhatWouldEndACell() {
    assertThat(Csv.line("a,b", "say \"hi\"", "two\nlines"))
        .isEqualTo("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n");
  }

  @Test
  void writesNumbersPlainAndNothingForNull() {
    assertThat(Csv.line(-5, BigDecimal.valueOf(1, 9), null)).isEqualTo("-5,0.000000001,\r\n");
  }
}
