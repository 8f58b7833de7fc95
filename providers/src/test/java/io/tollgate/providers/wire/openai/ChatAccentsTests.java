package io.tollgate.providers.wire.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.ResponseStream.State;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What servers that speak chat completions with an accent send, as an OpenAI client sees it. */
class ChatAccentsTests {
  private static final Target OPENAI = Calls.target(Vendors.OPENAI, "gpt-x");
  private static final String STREAMING =
      "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
  private static final String DELTA =
      "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}\n\n";
  private static final String HI = DELTA.formatted("{\"content\":\"Hi\"}", "null");
  private static final String STOP = DELTA.formatted("{}", "\"stop\"");
  private static final String DONE = "data: [DONE]\n\n";

  private static ResponseStream stream() {
    return Calls.stream(Calls.chat(STREAMING), OPENAI);
  }

  private static List<JsonNode> chunks(String stream) {
    List<JsonNode> chunks = new ArrayList<>();
    for (String line : stream.split("\n")) {
      if (line.startsWith("data: {")) {
        chunks.add(Json.read(line.substring(6)));
      }
    }
    return chunks;
  }

  private static String run(String upstream) {
    return Calls.run(stream(), upstream.getBytes(UTF_8), 100);
  }

  private static String call(String fields) {
    return DELTA.formatted("{\"tool_calls\":[{" + fields + "}]}", "null");
  }

  private static List<JsonNode> calls(String stream) {
    List<JsonNode> calls = new ArrayList<>();
    for (JsonNode chunk : chunks(stream)) {
      JsonNode delta = chunk.path("choices").path(0).path("delta");
      delta.path("tool_calls").values().forEach(calls::add);
    }
    return calls;
  }

  @Test
  void numbersToolCallsFromZeroWhateverTheUpstreamCountsBy() {
    List<JsonNode> calls =
        calls(
            run(
                HI
                    + call(
                        "\"index\":1,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}")
                    + call("\"index\":1,\"function\":{\"arguments\":\"{}\"}")
                    + call(
                        "\"index\":3,\"id\":\"b\",\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}")
                    + DONE));
    assertThat(calls).extracting(call -> call.path("index").asInt()).containsExactly(0, 0, 1);
  }

  @Test
  void numbersToolCallsThatHaveNoNumber() {
    List<JsonNode> calls =
        calls(
            run(
                call("\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}")
                    + call("\"id\":\"b\",\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}")
                    + DONE));
    assertThat(calls).extracting(call -> call.path("index").asInt(-1)).containsExactly(0, 1);
  }

  @Test
  void givesAnIdToCallsThatHaveNone() {
    List<JsonNode> calls =
        calls(
            run(
                call("\"index\":0,\"id\":\"\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}")
                    + call(
                        "\"index\":1,\"id\":\"\",\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}")
                    + DONE));
    Set<String> ids = new HashSet<>();
    calls.forEach(call -> ids.add(call.path("id").asString("")));
    assertThat(ids).hasSize(2).doesNotContain("");
  }

  @Test
  void givesAnIdToCallsOfAWholeAnswerThatHaveNone() {
    String answer =
        "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":null,\"x\":1.10,"
            + "\"tool_calls\":[{\"id\":\"\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}},"
            + "{\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}}]}";
    ClientReply reply =
        (ClientReply) Calls.answer(Calls.chat(STREAMING), OPENAI, 200, answer.getBytes(UTF_8));
    JsonNode message = Json.read(reply.body()).path("choices").path(0).path("message");
    String first = message.path("tool_calls").path(0).path("id").asString("");
    assertThat(first).isNotEmpty();
    assertThat(message.path("tool_calls").path(1).path("id").asString(""))
        .isNotEmpty()
        .isNotEqualTo(first);
    assertThat(new String(reply.body(), UTF_8)).contains("\"x\":1.10");
  }

  @Test
  void leavesWellNumberedCallsAsTheyAre() {
    String chunk =
        "data: {\"choices\":[{\"index\":0, \"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]},\"finish_reason\":null}],\"x\":1.10}\n\n";
    assertThat(run(chunk + STOP + DONE)).startsWith(chunk);
  }

  /** Whoever reads the first choice of every chunk must find one. */
  @Test
  void showsNoChunkWithoutAChoiceToAClientThatDidNotAskForUsage() {
    String filters =
        "data: {\"choices\":[],\"created\":0,\"id\":\"\",\"model\":\"\",\"object\":\"\",\"prompt_filter_results\":[{\"prompt_index\":0}]}\n\n";
    String seen = run(filters + HI + STOP + DONE);
    assertThat(chunks(seen))
        .allSatisfy(chunk -> assertThat(chunk.path("choices").isEmpty()).isFalse());
    assertThat(chunks(seen).getFirst().path("prompt_filter_results").path(0).has("prompt_index"))
        .isTrue();
    assertThat(chunks(seen).getFirst().path("id").asString()).isEqualTo("c");
  }

  @Test
  void showsWhatWasFilteredWhereNothingElseComes() {
    String filters = "data: {\"choices\":[],\"prompt_filter_results\":[{\"prompt_index\":0}]}\n\n";
    assertThat(run(filters + DONE)).contains("prompt_index").endsWith(DONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"object\":\"error\",\"message\":\"CUDA out of memory\",\"type\":\"InternalServerError\",\"code\":500}",
        "{\"detail\":\"broken\"}",
        "{\"message\":\"broken\"}",
        "{\"error\":\"broken\",\"code\":\"x\"}",
        "[{\"error\":{\"code\":500,\"message\":\"broken\"}}]",
        "Internal Server Error"
      })
  void takesAnyFormOfAnErrorWithinAStreamForOne(String error) {
    ResponseStream stream = stream();
    String seen = Calls.run(stream, (HI + "data: " + error + "\n\n" + DONE).getBytes(UTF_8), 100);
    assertThat(stream.state()).isEqualTo(State.FAILED);
    assertThat(seen).contains("Hi", "\"error\"").doesNotContain("[DONE]");
  }

  @Test
  void takesAFrameThatIsNamedErrorForOneWhateverItHolds() {
    ResponseStream stream = stream();
    String frame = "event: error\ndata: {\"reason\":\"broken\"}\n\n";
    Calls.run(stream, (HI + frame + DONE).getBytes(UTF_8), 100);
    assertThat(stream.state()).isEqualTo(State.FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"data: [DONE] \n\n", "data:  [DONE]\n\n", "data:[DONE]"})
  void takesADoneWithBlanksAroundIt(String done) {
    ResponseStream stream = stream();
    assertThat(Calls.run(stream, (HI + STOP + done).getBytes(UTF_8), 100)).endsWith(DONE);
    assertThat(stream.state()).isEqualTo(State.COMPLETE);
  }

  @Test
  void tellsAContextThatIsTooLongWithinAStreamFromABrokenServer() {
    assertThat(midway("{\"error\":{\"message\":\"m\",\"code\":\"context_length_exceeded\"}}"))
        .isEqualTo(UpstreamFailure.Kind.CONTEXT_LENGTH);
    assertThat(midway("{\"error\":{\"message\":\"m\",\"code\":\"rate_limit_exceeded\"}}"))
        .isEqualTo(UpstreamFailure.Kind.RATE_LIMITED);
    assertThat(midway("{\"error\":{\"message\":\"m\",\"code\":\"content_filter\"}}"))
        .isEqualTo(UpstreamFailure.Kind.CONTENT_FILTERED);
    assertThat(midway("{\"error\":{\"message\":\"m\",\"type\":\"insufficient_quota\"}}"))
        .isEqualTo(UpstreamFailure.Kind.QUOTA_EXHAUSTED);
    assertThat(midway("{\"error\":{\"message\":\"m\",\"type\":\"server_error\"}}"))
        .isEqualTo(UpstreamFailure.Kind.SERVER);
    assertThat(midway("{\"error\":{\"message\":\"m\",\"code\":\"502\"}}"))
        .isEqualTo(UpstreamFailure.Kind.SERVER);
  }

  private static UpstreamFailure.Kind midway(String error) {
    ResponseStream stream = stream();
    Calls.run(stream, ("data: " + error + "\n\n").getBytes(UTF_8), 100);
    return stream.failure().orElseThrow().kind();
  }

  @Test
  void keepsTheOneCapThatHasAValue() {
    JsonNode sent =
        Calls.sent(
            Calls.chat(
                "{\"model\":\"m\",\"max_completion_tokens\":null,\"max_tokens\":7,\"messages\":[]}"),
            Calls.target(Vendors.find("deepseek").orElseThrow(), "x"));
    assertThat(sent.path("max_tokens").asInt()).isEqualTo(7);
  }
}
