package io.tollgate.providers.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.corpus.ResponsesReader;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.sse.SseWriter;
import io.tollgate.providers.wire.openai.CompletionsFormat;
import io.tollgate.providers.wire.responses.ResponsesFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;

/** The same for OpenAI's other endpoints, whose formats only clients speak. */
class GeneratedOpenAiAnswersTests {
  private static final ClientRequest RESPONSES =
      Calls.request("/v1/responses", "{\"model\":\"m\",\"input\":\"Hi\",\"stream\":true}");
  private static final ClientRequest COMPLETIONS =
      Calls.request(
          "/v1/completions",
          "{\"model\":\"m\",\"prompt\":\"Hi\",\"stream\":true,"
              + "\"stream_options\":{\"include_usage\":true}}");

  /** With parallel calls interleaved. */
  @Provide
  Arbitrary<List<StreamEvent>> answers() {
    return Arbitraries.longs().map(seed -> GeneratedAnswers.answer(new Random(seed)));
  }

  @Property(tries = 300)
  void aResponsesStreamEqualsTheWholeAnswer(@ForAll("answers") List<StreamEvent> events) {
    ResponsesFormat format = new ResponsesFormat();
    AnswerFold said = said(events);
    JsonNode whole = Json.read(format.encode(said.answer(), RESPONSES));
    byte[] stream = stream(format, RESPONSES, events).getBytes(UTF_8);
    ResponsesReader reader = ResponsesReader.read(stream);
    assertThat(reader.response()).isEqualTo(whole);
    boolean silent = said.answer().choices().getFirst().parts().isEmpty();
    assertThat(silent ? "||" : GeneratedAnswers.parts(reader.fold()))
        .isEqualTo(GeneratedAnswers.parts(said));
  }

  /** Each where it was begun, however its arguments came. */
  @Property(tries = 300)
  void theCallsOfAResponseStandInTheirOrder(@ForAll("answers") List<StreamEvent> events) {
    List<String> called = new ArrayList<>();
    for (StreamEvent event : events) {
      if (event instanceof StreamEvent.ToolCallStarted call) {
        called.add(call.id());
      }
    }
    List<JsonNode> sent = data(stream(new ResponsesFormat(), RESPONSES, events));
    for (String type : List.of("response.output_item.added", "response.output_item.done")) {
      assertThat(sent)
          .filteredOn(event -> event.path("type").asString().equals(type))
          .filteredOn(event -> event.at("/item/type").asString().equals("function_call"))
          .extracting(event -> event.at("/item/call_id").asString())
          .isEqualTo(called);
    }
    for (int i = 0; i < sent.size(); i++) {
      assertThat(sent.get(i).path("sequence_number").asInt()).isEqualTo(i);
    }
  }

  @Property(tries = 300)
  void aStreamOfCompletionsEqualsTheWholeAnswer(@ForAll("answers") List<StreamEvent> events) {
    CompletionsFormat format = new CompletionsFormat();
    AnswerFold said = said(events);
    JsonNode whole = Json.read(format.encode(said.answer(), COMPLETIONS));
    String stream = stream(format, COMPLETIONS, events);
    assertThat(stream).endsWith("data: [DONE]\n\n");
    StringBuilder text = new StringBuilder();
    List<String> reasons = new ArrayList<>();
    for (JsonNode chunk : data(stream)) {
      JsonNode choice = chunk.at("/choices/0");
      text.append(choice.path("text").stringValue(""));
      if (choice.hasNonNull("finish_reason")) {
        reasons.add(choice.path("finish_reason").asString());
      }
    }
    assertThat(text.toString()).isEqualTo(whole.at("/choices/0/text").asString());
    assertThat(GeneratedAnswers.parts(said)).startsWith(text + "|");
    assertThat(reasons).containsExactly(whole.at("/choices/0/finish_reason").asString());
    assertThat(data(stream).getLast().path("usage")).isEqualTo(whole.path("usage"));
  }

  private static AnswerFold said(List<StreamEvent> events) {
    AnswerFold said = new AnswerFold();
    events.forEach(said);
    return said;
  }

  private static String stream(
      ClientFormat format, ClientRequest request, List<StreamEvent> events) {
    SseWriter out = new SseWriter();
    StreamEncoder encoder = format.stream(request);
    events.forEach(event -> encoder.encode(event, out));
    return new String(out.take(), UTF_8);
  }

  private static List<JsonNode> data(String stream) {
    return stream
        .lines()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> Json.read(line.substring("data: ".length())))
        .toList();
  }
}
