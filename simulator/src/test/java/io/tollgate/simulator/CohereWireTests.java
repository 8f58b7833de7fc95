package io.tollgate.simulator;

import static io.tollgate.simulator.Exchange.events;
import static io.tollgate.simulator.Exchange.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CohereWireTests {
  private static final String CHAT = "/v2/chat";
  private static final String TOOLS =
      """
      "tools":[{"type":"function","function":{"name":"get_weather","parameters":
        {"type":"object","properties":{"city":{"type":"string"}}}}},
       {"type":"function","function":{"name":"get_time"}}]
      """;

  private static SimulatorServer simulator;
  private static Exchange exchange;

  @BeforeAll
  static void start() {
    simulator = SimulatorServer.start("127.0.0.1", 0);
    exchange = new Exchange(simulator.uri());
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  private static HttpResponse<String> chat(String model, String user, String more) {
    String body =
        """
        {"model":"%s","messages":[{"role":"user","content":"%s"}]%s}\
        """
            .formatted(model, user, more.isEmpty() ? "" : "," + more);
    return exchange.openAi(CHAT, body);
  }

  @Test
  void streamsWhatItAnswersInOnePiece() {
    JsonNode whole = json(chat("sim-small+cached=1", "Hello there", ""));
    HttpResponse<String> stream = chat("sim-small+cached=1", "Hello there", "\"stream\":true");

    assertThat(whole.at("/message/content/0/text").asString()).contains("“Hello there”");
    assertThat(whole.path("finish_reason").asString()).isEqualTo("COMPLETE");
    assertThat(whole.at("/usage/tokens/input_tokens").asInt()).isEqualTo(2);
    assertThat(whole.at("/usage/cached_tokens").asInt()).isEqualTo(1);
    assertThat(stream.body()).startsWith("event: message-start\n").endsWith("data: [DONE]\n\n");
    List<JsonNode> events = events(stream.body());
    assertThat(
            events.stream()
                .map(event -> event.at("/delta/message/content/text").asString(""))
                .collect(Collectors.joining()))
        .isEqualTo(whole.at("/message/content/0/text").asString());
    assertThat(events.getLast().at("/delta/usage")).isEqualTo(whole.path("usage"));
  }

  @Test
  void callsToolsAfterAPlan() {
    JsonNode whole = json(chat("sim-small", "get_weather and get_time", TOOLS));
    List<JsonNode> events =
        events(chat("sim-small", "get_weather and get_time", TOOLS + ",\"stream\":true").body());

    assertThat(whole.at("/message/tool_plan").asString()).isNotEmpty();
    assertThat(whole.at("/message/tool_calls/0/function/arguments").asString())
        .isEqualTo("{\"city\":\"example city\"}");
    assertThat(whole.at("/message/tool_calls/1/function/arguments").asString()).isEqualTo("null");
    assertThat(events.stream().map(event -> event.path("type").asString()).distinct())
        .containsExactly(
            "message-start",
            "tool-plan-delta",
            "tool-call-start",
            "tool-call-delta",
            "tool-call-end",
            "message-end");
    assertThat(events.getLast().at("/delta/finish_reason").asString()).isEqualTo("TOOL_CALL");
  }

  @Test
  void refusesWhatCohereRefuses() {
    assertThat(chat("sim-small", "x", "\"p\":1").statusCode()).isEqualTo(400);
    assertThat(chat("sim-small", "x", "\"response_format\":{\"type\":\"json_object\"}," + TOOLS))
        .satisfies(response -> assertThat(response.statusCode()).isEqualTo(400));
    assertThat(chat("no-such-model", "x", "").statusCode()).isEqualTo(404);
    HttpResponse<String> limited = chat("sim-small+status=429+retry-after=7", "x", "");
    assertThat(limited.headers().firstValue("retry-after")).hasValue("7");
    assertThat(json(limited).path("message").asString()).isNotEmpty();
  }

  @Test
  void failsHalfWayWithTheVendorsOwnEnd() {
    HttpResponse<String> stream = chat("sim-small+error-after-tokens=2", "x", "\"stream\":true");

    JsonNode last = events(stream.body()).getLast();
    assertThat(last.at("/delta/finish_reason").asString()).isEqualTo("ERROR");
    assertThat(stream.body()).doesNotContain("[DONE]");
  }
}
