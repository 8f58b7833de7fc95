package io.tollgate.providers.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.Answer;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.ResponseStream.State;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.corpus.Corpus.Case;
import io.tollgate.providers.sse.SseDecoder;
import io.tollgate.providers.vendor.Vendors;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Recorded Responses streams, passed through from one that speaks the format to another. */
class ResponsesCorpusTests {
  private static final Target OPENAI = Calls.target(Vendors.OPENAI, "some-model");

  private static ClientRequest client(boolean stream) {
    return Calls.request(
        "/v1/responses", "{\"model\":\"m\",\"input\":\"x\",\"stream\":" + stream + "}");
  }

  private static List<Case> cases(boolean streams) {
    return Corpus.cases().stream()
        .filter(recorded -> recorded.api().equals("responses") && recorded.isStream() == streams)
        .filter(recorded -> !recorded.name().endsWith("/count-tokens"))
        .toList();
  }

  private static ResponseStream stream() {
    return Calls.stream(client(true), OPENAI);
  }

  @TestFactory
  List<DynamicTest> everyStreamGivesTheSameOutputWhereverItIsCut() {
    return cases(true).stream()
        .map(recorded ->
            DynamicTest.dynamicTest(
                recorded.name(),
                () ->
                    Calls.assertCutsDoNotMatter(ResponsesCorpusTests::stream, recorded.response())))
        .toList();
  }

  @TestFactory
  List<DynamicTest> everyEventOfAWholeStreamPassesUnchanged() {
    return cases(true).stream()
        .map(recorded ->
            DynamicTest.dynamicTest(
                recorded.name(),
                () -> {
                  ResponseStream stream = stream();
                  String out = Calls.run(stream, recorded.response(), 700);
                  if (stream.state() == State.COMPLETE) {
                    // One recording holds several answers one after the other: the first counts.
                    List<String> passed = events(out.getBytes(UTF_8));
                    assertThat(events(recorded.response()))
                        .startsWith(passed.toArray(new String[0]));
                    assertThat(passed.getLast()).contains("\"type\":\"response.completed\"");
                  } else {
                    assertThat(out).doesNotContain("response.completed");
                  }
                }))
        .toList();
  }

  /** Data and name of each event; the bytes of the framing may differ. */
  private static List<String> events(byte[] stream) {
    List<String> events = new ArrayList<>();
    SseDecoder frames =
        new SseDecoder(frame -> {
          String data = new String(frame.data(), UTF_8);
          if (!data.isEmpty() && !data.equals("[DONE]")) {
            events.add(data);
          }
        });
    frames.feed(ByteBuffer.wrap(stream));
    frames.end();
    return events;
  }

  @Test
  void everyTerminalEventIsUnderstood() {
    Map<String, String> seen = new TreeMap<>();
    for (Case recorded : cases(true)) {
      ResponseStream stream = stream();
      Calls.run(stream, recorded.response(), 700);
      seen.put(recorded.name(), said(stream));
    }
    for (Case recorded : cases(false)) {
      Answer answer = Calls.answer(client(false), OPENAI, recorded.status(), recorded.response());
      seen.put(recorded.name(), said(answer));
    }
    Golden.assertMatches("responses", seen);
  }

  private static String said(ResponseStream stream) {
    return stream
        .failure()
        .map(failure -> failure.kind().toString())
        .orElseGet(() -> stream.finishReason() + " " + stream.usage().usage());
  }

  private static String said(Answer answer) {
    return switch (answer) {
      case UpstreamFailure failure -> failure.kind().toString();
      case ClientReply reply -> reply.finishReason() + " " + reply.usage().usage();
    };
  }

  @Test
  void aStreamEndsInTheResponseThatItsDeltasMake() {
    for (Case recorded : cases(true)) {
      ResponseStream stream = stream();
      String out = Calls.run(stream, recorded.response(), 700);
      if (stream.state() != State.COMPLETE) {
        continue;
      }
      ResponsesReader reader = ResponsesReader.read(out.getBytes(UTF_8));
      String text = text(reader.response());
      String deltas = text(reader);
      assertThat(deltas).as(recorded.name()).isEqualTo(text);
    }
  }

  private static String text(JsonNode response) {
    StringBuilder text = new StringBuilder();
    for (JsonNode item : response.path("output").values()) {
      for (JsonNode part : item.path("content").values()) {
        text.append(part.path("text").asString(""));
      }
      text.append(item.path("arguments").asString(""));
    }
    return text.toString();
  }

  private static String text(ResponsesReader reader) {
    StringBuilder text = new StringBuilder();
    reader
        .fold()
        .answer()
        .choices()
        .forEach(choice ->
            choice
                .parts()
                .forEach(part -> {
                  switch (part) {
                    case Part.Text(String more) -> text.append(more);
                    case Part.ToolCall call -> text.append(call.arguments());
                    default -> {
                      // Thoughts are an item of their own.
                    }
                  }
                }));
    return text.toString();
  }
}
