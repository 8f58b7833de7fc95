package io.tollgate.providers.wire;

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
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Single facts about answers, each as an upstream sends it and as a client sees it. */
class StreamFactsTests {
  private static final Target OPENAI = Calls.target(Vendors.OPENAI, "gpt-x");
  private static final Target CLAUDE = Calls.target(Vendors.ANTHROPIC, "claude-x");
  private static final Target GEMINI = Calls.target(Vendors.GEMINI, "gemini-x");
  private static final ClientRequest CHAT =
      Calls.chat(
          "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");
  private static final ClientRequest MESSAGES =
      Calls.request(
          "/v1/messages",
          "{\"model\":\"m\",\"max_tokens\":9,\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");
  private static final ClientRequest RESPONSES =
      Calls.request("/v1/responses", "{\"model\":\"m\",\"stream\":true,\"input\":\"x\"}");

  private static String run(ClientRequest client, Target target, String upstream) {
    return Calls.run(Calls.stream(client, target), upstream.getBytes(UTF_8), 50);
  }

  private static List<JsonNode> data(String stream) {
    List<JsonNode> data = new ArrayList<>();
    stream
        .lines()
        .filter(line -> line.startsWith("data: {"))
        .forEach(line -> data.add(Json.read(line.substring(6))));
    return data;
  }

  private static String event(String json) {
    String type = Json.read(json).path("type").asString();
    return "event: " + type + "\ndata: " + json + "\n\n";
  }

  /** SDKs put a choice together from its role on. */
  @Test
  void anAnswerThatWasBlockedBeginsWithItsRoleAllTheSame() {
    String blocked =
        "data: {\"promptFeedback\":{\"blockReason\":\"SAFETY\"},\"usageMetadata\":{\"promptTokenCount\":4,\"totalTokenCount\":4}}\r\n\r\n";
    List<JsonNode> chunks = data(run(CHAT, GEMINI, blocked));
    assertThat(chunks.getFirst().at("/choices/0/delta/role").asString()).isEqualTo("assistant");
    assertThat(chunks.getLast().at("/choices/0/finish_reason").asString())
        .isEqualTo("content_filter");
  }

  @Test
  void theContentOfAnAnswerThatOnlyCallsIsNull() {
    String call =
        event(
                "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"model\":\"c\",\"usage\":{\"input_tokens\":1}}}")
            + event(
                "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"f\",\"input\":{}}}")
            + event("{\"type\":\"content_block_stop\",\"index\":0}")
            + event(
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"tool_use\"},\"usage\":{\"output_tokens\":2}}")
            + event("{\"type\":\"message_stop\"}");
    List<JsonNode> chunks = data(run(CHAT, CLAUDE, call));
    assertThat(chunks).noneMatch(chunk -> chunk.at("/choices/0/delta/content").isString());
    assertThat(chunks.getFirst().at("/choices/0/delta").has("content")).isTrue();
  }

  @Test
  void aSecondBeginningIsNotPassedOn() {
    String start =
        event(
            "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"model\":\"c\",\"usage\":{\"input_tokens\":1}}}");
    String rest =
        event(
                "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}")
            + event(
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi\"}}")
            + event("{\"type\":\"message_stop\"}");
    assertThat(run(MESSAGES, CLAUDE, start + start + rest)).isEqualTo(start + rest);
  }

  /** The event's name says what it is where its data does not, and the other way round. */
  @Test
  void anEventIsKnownByItsNameOrByItsType() {
    String named =
        "event: message_start\ndata: {\"message\":{\"id\":\"msg_1\",\"model\":\"c\",\"usage\":{\"input_tokens\":1}}}\n\n"
            + "event: content_block_delta\ndata: {\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi\"}}\n\n"
            + "event: message_stop\ndata: {}\n\n";
    assertThat(run(CHAT, CLAUDE, named)).contains("\"content\":\"Hi\"").endsWith("[DONE]\n\n");
    ResponseStream same = Calls.stream(MESSAGES, CLAUDE);
    assertThat(Calls.run(same, named.getBytes(UTF_8), 50)).isEqualTo(named);
    assertThat(same.state()).isEqualTo(State.COMPLETE);
  }

  @Test
  void aWholeAnswerWithoutAChoiceIsAnEmptyOneIfItWasPaidFor() {
    String paid = "{\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":0}}";
    Answer answer = Calls.answer(MESSAGES, OPENAI, 200, paid.getBytes(UTF_8));
    JsonNode message = Json.read(((ClientReply) answer).body());
    assertThat(message.path("id").asString()).startsWith("msg_").hasSizeGreaterThan(4);
    assertThat(message.path("stop_reason").asString()).isEqualTo("end_turn");
    assertThat(message.at("/usage/input_tokens").asInt()).isEqualTo(3);
    assertThat(Calls.answer(MESSAGES, OPENAI, 200, "{\"choices\":[]}".getBytes(UTF_8)))
        .isInstanceOf(UpstreamFailure.class);
  }

  @Test
  void aStreamWithoutAChoiceHasOneAndTheSameIdFromItsBeginningToItsEnd() {
    Target chatOnly = Calls.target(Vendors.find("deepseek").orElseThrow(), "d");
    List<JsonNode> events = data(run(RESPONSES, chatOnly, "data: [DONE]\n\n"));
    String id = events.getFirst().at("/response/id").asString();
    assertThat(id).startsWith("resp_").hasSizeGreaterThan(5);
    assertThat(events.getLast().at("/response/id").asString()).isEqualTo(id);
  }

  /** Gemini's own chat endpoint gives every call of a turn the number 0. */
  @Test
  void callsWithOneNumberAndTwoIdsAreTwo() {
    String call =
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"%s\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},\"finish_reason\":null}]}\n\n";
    String stream = call.formatted("a") + call.formatted("b") + "data: [DONE]\n\n";
    String seen = run(MESSAGES, OPENAI, stream);
    assertThat(seen).contains("\"id\":\"a\"", "\"id\":\"b\"");
    List<JsonNode> passed = data(run(CHAT, OPENAI, stream));
    assertThat(passed.get(1).at("/choices/0/delta/tool_calls/0/index").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r", "\r\n", "\n"})
  void anyLineEndWillDo(String end) {
    String stream =
        ("\uFEFF: hello\n\ndata:{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"},"
                + "\"finish_reason\":\"stop\"}]}\n\n: ping\n\nid: 7\nretry: 5\ndata: [DONE]")
            .replace("\n", end);
    assertThat(run(CHAT, OPENAI, stream)).contains("\"Hi\"").endsWith("data: [DONE]\n\n");
    assertThat(run(MESSAGES, OPENAI, stream)).contains("\"Hi\"", "message_stop");
  }
}
