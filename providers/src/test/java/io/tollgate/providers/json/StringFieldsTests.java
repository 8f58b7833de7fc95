package io.tollgate.providers.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class StringFieldsTests {

  private static final StringFields FIELDS = StringFields.named("text", "name");

  @Test
  void measuresTheStringsOfItsFieldsAtAnyDepth() {
    assertThat(length("{\"text\": \"four\",\"more\":[{\"name\" :\"äb\"},{\"name\":\"\"}]}"))
        .isEqualTo(4 + 3);
  }

  @Test
  void leavesOtherFieldsAndValuesThatAreNoStrings() {
    assertThat(length("{\"texts\":\"x\",\"a\":\"text\",\"text\":7,\"name\":{\"b\":\"y\"}}"))
        .isZero();
  }

  @Test
  void isNotLedAstrayByWhatStandsInAString() {
    assertThat(length("{\"a\":\"\\\"text\\\":\\\"long\\\"\",\"text\":\"\\\"\"}")).isEqualTo(2);
  }

  @Test
  void readsNoFurtherThanItMay() {
    byte[] buffer = "{\"text\":\"1234\",\"name\":\"5678\"}".getBytes(UTF_8);

    for (int from = 0; from <= buffer.length; from++) {
      for (int to = from; to <= buffer.length; to++) {
        int start = from;
        int end = to;
        assertThatCode(() -> assertThat(FIELDS.length(buffer, start, end)).isBetween(0, 8))
            .doesNotThrowAnyException();
      }
    }
  }

  private static int length(String json) {
    byte[] buffer = ("\"text\":\"before\"" + json).getBytes(UTF_8);
    return FIELDS.length(buffer, 15, buffer.length);
  }
}
