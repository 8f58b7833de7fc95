package io.tollgate.providers.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SseDecoderTests {
  private static final String AWKWARD =
      "\uFEFF: comment\r\nevent: a\r\ndata: x\r\n\r\ndata:y\n\n\ndata: 1\rdata: 2\r\rid: 7\nretry: 5"
          + "\ndata\n\nevent: lost\n\ndata: Grüße \uD83D\uDE00\n\nevent: b\ndata: last";

  private static List<String> decode(String stream, int... cuts) {
    byte[] bytes = stream.getBytes(UTF_8);
    List<String> events = new ArrayList<>();
    SseDecoder decoder = new SseDecoder(event -> events.add(event.toString()));
    int from = 0;
    for (int cut : cuts) {
      decoder.feed(ByteBuffer.wrap(bytes, from, cut - from));
      from = cut;
    }
    decoder.feed(ByteBuffer.wrap(bytes, from, bytes.length - from));
    decoder.end();
    return events;
  }

  @Test
  void takesEveryLineEndingAndALastEventWithoutItsBlankLine() {
    assertThat(decode(AWKWARD))
        .containsExactly("a: x", "y", "1\n2", "", "Grüße \uD83D\uDE00", "b: last");
  }

  @Test
  void findsTheSameEventsWhereverTheStreamIsCut() {
    int length = AWKWARD.getBytes(UTF_8).length;
    for (int cut = 0; cut <= length; cut++) {
      assertThat(decode(AWKWARD, cut)).as("cut at %d", cut).isEqualTo(decode(AWKWARD));
    }
    int[] everywhere = java.util.stream.IntStream.range(1, length).toArray();
    assertThat(decode(AWKWARD, everywhere)).isEqualTo(decode(AWKWARD));
  }

  @Test
  void deliversABareObjectAtTheEndAsAnEvent() {
    String stream = "data: a\r\n\r\n{\n  \"error\": {\n\n  }\n}";
    for (int cut = 0; cut <= stream.length(); cut++) {
      assertThat(decode(stream, cut)).containsExactly("a", "{\n  \"error\": {\n\n  }\n}");
    }
  }

  @Test
  void keepsItsBufferSmallHoweverLongTheStream() {
    int[] count = {0};
    SseDecoder decoder = new SseDecoder(1024, event -> count[0]++);
    byte[] event = "data: 0123456789\n\n".getBytes(UTF_8);
    for (int i = 0; i < 10_000; i++) {
      decoder.feed(ByteBuffer.wrap(event));
    }
    assertThat(count[0]).isEqualTo(10_000);
  }

  @Test
  void refusesAnEventBeyondItsLimit() {
    SseDecoder decoder = new SseDecoder(10_000, event -> {});
    byte[] endless = "data: 0123456789".repeat(100).getBytes(UTF_8);
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 1000; i++) {
                decoder.feed(ByteBuffer.wrap(endless));
              }
            })
        .isInstanceOf(SseException.class);
  }
}
