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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class AnthropicWireTests {
  private static final String MESSAGES = "/v1/messages";
  private static final String TOOLS =
      """
      "tools":[{"name":"get_weather","input_schema":{"type":"object","properties":{"city":{"type":"string"}}}},
       {"name":"get_time","input_schema":{"type":"object"}}]
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

  private static String message(String model, String user, String more) {
    return """
    {"model":"%s","max_tokens":100,"system":"Be brief.",
     "messages":[{"role":"user","content":[{"type":"text","text":"%s"}]}]%s}\
    """
        .formatted(model, user, more.isEmpty() ? "" : "," + more);
  }

  @Test
  void answersAMessageInOnePiece() {
    HttpResponse<String> response =
        exchange.anthropic(MESSAGES, message("sim-small", "Hello there", ""));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("request-id")).isPresent();
    assertThat(response.headers().firstValue("anthropic-ratelimit-tokens-reset"))
        .hasValue("2026-01-01T00:00:00Z");
    JsonNode body = json(response);
    assertThat(body.at("/content/0/text").asString()).contains("“Hello there”");
    assertThat(body.path("stop_reason").asString()).isEqualTo("end_turn");
    assertThat(body.at("/usage/input_tokens").asInt()).isEqualTo(4);
  }

  @Test
  void streamsNamedEventsInTheVendorsOrder() {
    HttpResponse<String> stream =
        exchange.anthropic(MESSAGES, message("sim-small", "Hello", "\"stream\":true"));

    assertThat(stream.body()).startsWith("event: message_start\ndata: {").doesNotContain("\r");
    assertThat(stream.body().lines().filter(line -> line.startsWith("data: ")))
        .anyMatch(line -> line.endsWith("  }"))
        .noneMatch(line -> line.contains("[DONE]"));
    List<JsonNode> events = events(stream.body());
    assertThat(types(events))
        .startsWith("message_start", "content_block_start", "ping", "content_block_delta")
        .endsWith("content_block_delta", "content_block_stop", "message_delta", "message_stop");
    String text =
        events.stream()
            .map(event -> event.at("/delta/text").asString(""))
            .collect(Collectors.joining());
    JsonNode whole = json(exchange.anthropic(MESSAGES, message("sim-small", "Hello", "")));
    assertThat(text).isEqualTo(whole.at("/content/0/text").asString());
    assertThat(events.get(events.size() - 2).at("/usage/output_tokens"))
        .isEqualTo(whole.at("/usage/output_tokens"));
  }

  @Test
  void streamsParallelToolUsesAsBlocksWithPartialJson() {
    List<JsonNode> events =
        events(
            exchange
                .anthropic(
                    MESSAGES,
                    message("sim-small", "get_weather and get_time", TOOLS + ",\"stream\":true"))
                .body());

    assertThat(
            events.stream()
                .filter(event -> event.path("index").asInt(-1) == 0)
                .map(event -> event.at("/delta/partial_json").asString(""))
                .collect(Collectors.joining()))
        .isEqualTo("{\"city\":\"example city\"}");
    assertThat(
            events.stream()
                .filter(event -> event.path("index").asInt(-1) == 1)
                .map(event -> event.at("/delta/partial_json").asString(""))
                .collect(Collectors.joining()))
        .isEmpty();
    assertThat(events.get(events.size() - 2).at("/delta/stop_reason").asString())
        .isEqualTo("tool_use");
  }

  @Test
  void callsOneToolOnlyWhenParallelUseIsDisabled() {
    String choice = ",\"tool_choice\":{\"type\":\"auto\",\"disable_parallel_tool_use\":true}";

    JsonNode body =
        json(
            exchange.anthropic(
                MESSAGES, message("sim-small", "get_weather and get_time", TOOLS + choice)));

    assertThat(body.path("content").size()).isEqualTo(1);
  }

  @Test
  void answersWithTextOnceItHasTheToolResults() {
    String body =
        """
        {"model":"sim-small","max_tokens":100,"messages":[
         {"role":"user","content":"Use get_time"},
         {"role":"assistant","content":[{"type":"tool_use","id":"toolu_1","name":"get_time","input":{}}]},
         {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"half past nine"}]}],%s}\
        """
            .formatted(TOOLS);

    assertThat(json(exchange.anthropic(MESSAGES, body)).at("/content/0/text").asString())
        .contains("“half past nine”", "“Use get_time”");
  }

  @Test
  void reportsCacheAndThinkingApart() {
    String model = "sim-small+cached=2+cache-write=1+reasoning=5";

    HttpResponse<String> whole = exchange.anthropic(MESSAGES, message(model, "One two", ""));
    HttpResponse<String> stream =
        exchange.anthropic(MESSAGES, message(model, "One two", "\"stream\":true"));

    JsonNode usage = json(whole).path("usage");
    assertThat(usage.path("input_tokens").asInt()).isEqualTo(1);
    assertThat(usage.path("cache_read_input_tokens").asInt()).isEqualTo(2);
    assertThat(usage.path("cache_creation_input_tokens").asInt()).isEqualTo(1);
    assertThat(usage.at("/output_tokens_details/thinking_tokens").asInt()).isEqualTo(5);
    assertThat(json(whole).at("/content/0/type").asString()).isEqualTo("thinking");
    assertThat(json(whole).path("model").asString()).isEqualTo("sim-small");
    assertThat(types(events(stream.body()))).contains("ping", "message_stop");
    assertThat(stream.body()).contains("thinking_delta", "signature_delta");
  }

  @Test
  void countsTokensWithoutBillingThem() {
    simulator.reset();
    String body =
        """
        {"model":"sim-small","system":"Be brief.","messages":[{"role":"user","content":"Hello"}]}\
        """;

    HttpResponse<String> count = exchange.anthropic("/v1/messages/count_tokens", body);

    assertThat(count.body()).isEqualTo("{\"input_tokens\":3}");
    assertThat(simulator.served().requests()).isZero();
    assertThat(simulator.served().open()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}|max_tokens: Field required",
        "{\"model\":\"m\",\"max_tokens\":1}|messages: Field required",
        "{\"model\":\"m\",\"max_tokens\":1,\"n\":2,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}|n: Extra inputs are not permitted",
        "{\"model\":\"m\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"\"}]}]}|messages: text content blocks must be non-empty",
      })
  void refusesWhatAnthropicRefuses(String body, String message) {
    HttpResponse<String> response = exchange.anthropic(MESSAGES, body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).path("type").asString()).isEqualTo("error");
    assertThat(json(response).at("/error/type").asString()).isEqualTo("invalid_request_error");
    assertThat(json(response).at("/error/message").asString()).isEqualTo(message);
    assertThat(json(response).path("request_id").asString())
        .isEqualTo(response.headers().firstValue("request-id").orElseThrow());
  }

  @Test
  void refusesToolUsesThatAreNotAnsweredInTheNextMessage() {
    String body =
        """
        {"model":"sim-small","max_tokens":100,"messages":[
         {"role":"assistant","content":[{"type":"tool_use","id":"toolu_1","name":"get_time","input":{}}]},
         {"role":"user","content":"And?"}]}\
        """;

    assertThat(json(exchange.anthropic(MESSAGES, body)).at("/error/message").asString())
        .contains("`tool_use` ids were found without `tool_result`", "toolu_1");
  }

  @Test
  void refusesSamplingSettingsInTheNewVersionOnly() {
    String body = message("sim-small", "Hello", "\"temperature\":1.0");

    HttpResponse<String> old = exchange.anthropic(MESSAGES, body);
    HttpResponse<String> current =
        exchange.send(
            exchange
                .post(MESSAGES, body)
                .header("Authorization", "Bearer sk-ant-test")
                .header("anthropic-version", "2026-10-21"));

    assertThat(old.statusCode()).isEqualTo(200);
    assertThat(current.statusCode()).isEqualTo(400);
    assertThat(json(current).at("/error/message").asString())
        .isEqualTo("temperature: Extra inputs are not permitted");
  }

  @Test
  void wantsAKeyAndAVersion() {
    String body = message("sim-small", "Hello", "");

    HttpResponse<String> noKey =
        exchange.send(exchange.post(MESSAGES, body).header("anthropic-version", "2023-06-01"));
    HttpResponse<String> noVersion =
        exchange.send(exchange.post(MESSAGES, body).header("x-api-key", "sk-ant-test"));

    assertThat(noKey.statusCode()).isEqualTo(401);
    assertThat(json(noKey).at("/error/type").asString()).isEqualTo("authentication_error");
    assertThat(noVersion.statusCode()).isEqualTo(400);
    assertThat(json(noVersion).at("/error/message").asString())
        .isEqualTo("anthropic-version: header is required");
  }

  @Test
  void listsItsModelsToCallersThatSendAVersion() {
    HttpResponse<String> list =
        exchange.send(
            exchange
                .get("/v1/models")
                .header("Authorization", "Bearer x")
                .header("anthropic-version", "2023-06-01"));

    assertThat(json(list).at("/data/0/display_name").asString()).isEqualTo("sim-small");
    assertThat(json(list).path("has_more").asBoolean()).isFalse();
  }

  private static List<String> types(List<JsonNode> events) {
    return events.stream().map(event -> event.path("type").asString()).toList();
  }
}
