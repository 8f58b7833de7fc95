package io.tollgate.simulator;

import static io.tollgate.simulator.Exchange.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OllamaWireTests {
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
    return exchange.send(exchange.post("/api/chat", body));
  }

  private static List<JsonNode> lines(HttpResponse<String> stream) {
    return stream.body().lines().map(Exchange::json).toList();
  }

  @Test
  void streamsLinesUnlessItIsToldNotTo() {
    HttpResponse<String> stream = chat("sim-small", "Hello there", "");
    JsonNode whole = json(chat("sim-small", "Hello there", "\"stream\":false"));

    assertThat(stream.headers().firstValue("content-type")).hasValue("application/x-ndjson");
    List<JsonNode> lines = lines(stream);
    assertThat(
            lines.stream()
                .map(line -> line.at("/message/content").asString())
                .collect(Collectors.joining()))
        .isEqualTo(whole.at("/message/content").asString())
        .contains("“Hello there”");
    assertThat(lines.getLast().path("done").asBoolean()).isTrue();
    assertThat(lines.getLast().path("eval_count")).isEqualTo(whole.path("eval_count"));
    assertThat(whole.path("prompt_eval_count").asInt()).isEqualTo(2);
  }

  @Test
  void callsToolsWithObjectsAndWithoutIds() {
    JsonNode whole =
        json(
            chat(
                "sim-small",
                "get_time please",
                "\"stream\":false,\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"get_time\"}}]"));

    JsonNode call = whole.at("/message/tool_calls/0");
    assertThat(call.has("id")).isFalse();
    assertThat(call.at("/function/arguments").isObject()).isTrue();
    assertThat(whole.path("done_reason").asString()).isEqualTo("stop");
  }

  @Test
  void writesItsErrorsAsTexts() {
    assertThat(json(chat("no-such-model", "x", "")).path("error").asString())
        .isEqualTo("model 'no-such-model' not found");
    assertThat(chat("sim-small+status=503", "x", "").statusCode()).isEqualTo(503);
    List<JsonNode> lines = lines(chat("sim-small+error-after-tokens=2", "x", ""));
    assertThat(lines).hasSize(3);
    assertThat(lines.getLast().path("error").asString()).isNotEmpty();
  }
}
