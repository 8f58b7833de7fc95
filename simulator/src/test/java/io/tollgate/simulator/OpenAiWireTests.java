package io.tollgate.simulator;

import static io.tollgate.simulator.Exchange.events;
import static io.tollgate.simulator.Exchange.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenAiWireTests {
  private static final String CHAT = "/v1/chat/completions";
  private static final String TOOLS =
      """
      "tools":[{"type":"function","function":{"name":"get_weather","description":"The weather",
        "parameters":{"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"}}}}},
       {"type":"function","function":{"name":"get_time","parameters":{"type":"object","properties":{}}}}]
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

  private static String chat(String user, String more) {
    return """
    {"model":"sim-small","messages":[{"role":"system","content":"Be brief."},
     {"role":"user","content":"%s"}]%s}\
    """
        .formatted(user, more.isEmpty() ? "" : "," + more);
  }

  @Test
  void answersAChatInOnePiece() {
    HttpResponse<String> response = exchange.openAi(CHAT, chat("Hello there", ""));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(response.headers().firstValue("x-request-id")).isPresent();
    assertThat(response.headers().firstValue("x-ratelimit-reset-requests")).hasValue("6ms");
    JsonNode body = json(response);
    assertThat(body.path("object").asString()).isEqualTo("chat.completion");
    assertThat(body.at("/choices/0/message/content").asString())
        .startsWith("Hello from sim-small, a simulated model. You wrote “Hello there”");
    assertThat(body.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
    assertThat(body.at("/usage/prompt_tokens").asInt()).isEqualTo(4);
    assertThat(body.at("/usage/total_tokens").asInt())
        .isEqualTo(4 + body.at("/usage/completion_tokens").asInt());
  }

  @Test
  void answersTheSameQuestionTheSameWay() {
    String first = content(exchange.openAi(CHAT, chat("Same again", "")));

    assertThat(content(exchange.openAi(CHAT, chat("Same again", "")))).isEqualTo(first);
  }

  @Test
  void streamsTheSameTextItAnswersInOnePiece() {
    HttpResponse<String> stream = exchange.openAi(CHAT, chat("Grüße", "\"stream\":true"));

    assertThat(stream.headers().firstValue("content-type"))
        .hasValue("text/event-stream; charset=utf-8");
    assertThat(stream.body()).endsWith("\n\ndata: [DONE]\n\n").doesNotContain("\r", "event:");
    List<JsonNode> chunks = events(stream.body());
    assertThat(joined(chunks)).isEqualTo(content(exchange.openAi(CHAT, chat("Grüße", ""))));
    assertThat(chunks.getFirst().at("/choices/0/delta/role").asString()).isEqualTo("assistant");
    assertThat(chunks.getLast().at("/choices/0/finish_reason").asString()).isEqualTo("stop");
    assertThat(chunks).noneMatch(chunk -> chunk.has("usage"));
  }

  @Test
  void sendsUsageInALastChunkOfItsOwnOnlyWhenAsked() {
    String asked = "\"stream\":true,\"stream_options\":{\"include_usage\":true}";

    List<JsonNode> chunks = events(exchange.openAi(CHAT, chat("Hello", asked)).body());

    JsonNode last = chunks.removeLast();
    assertThat(last.path("choices").size()).isZero();
    assertThat(last.at("/usage/prompt_tokens").asInt()).isEqualTo(3);
    assertThat(chunks).allMatch(chunk -> chunk.path("usage").isNull());
  }

  @Test
  void stopsAtTheLimitWithFinishLength() {
    JsonNode body = json(exchange.openAi(CHAT, chat("Hello", "\"max_completion_tokens\":3")));

    assertThat(body.at("/choices/0/message/content").asString()).isEqualTo("Hello from sim-small,");
    assertThat(body.at("/choices/0/finish_reason").asString()).isEqualTo("length");
    assertThat(body.at("/usage/completion_tokens").asInt()).isEqualTo(3);
  }

  @Test
  void stopsBeforeAStopSequence() {
    JsonNode body = json(exchange.openAi(CHAT, chat("Hello", "\"stop\":[\" a sim\"]")));

    assertThat(body.at("/choices/0/message/content").asString()).isEqualTo("Hello from sim-small,");
    assertThat(body.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
  }

  @Test
  void answersSeveralChoicesAndBillsEach() {
    JsonNode body = json(exchange.openAi(CHAT, chat("Hello", "\"n\":2,\"max_tokens\":5")));

    assertThat(body.path("choices").size()).isEqualTo(2);
    assertThat(body.at("/usage/completion_tokens").asInt()).isEqualTo(10);
  }

  @Test
  void callsEveryToolThatTheUserNames() {
    JsonNode body = json(exchange.openAi(CHAT, chat("Use get_weather and get_time please", TOOLS)));

    JsonNode calls = body.at("/choices/0/message/tool_calls");
    assertThat(calls.size()).isEqualTo(2);
    assertThat(calls.at("/0/function/arguments").asString())
        .isEqualTo("{\"city\":\"example city\",\"days\":1}");
    assertThat(calls.at("/1/function/arguments").asString()).isEqualTo("{}");
    assertThat(body.at("/choices/0/finish_reason").asString()).isEqualTo("tool_calls");
    assertThat(body.at("/choices/0/message/content").isNull()).isTrue();
  }

  @Test
  void streamsToolCallsInFragmentsJoinedByIndex() {
    String body = chat("Use get_weather and get_time please", TOOLS + ",\"stream\":true");

    var arguments = new StringBuilder();
    int fragments = 0;
    for (JsonNode chunk : events(exchange.openAi(CHAT, body).body())) {
      JsonNode call = chunk.at("/choices/0/delta/tool_calls/0");
      if (call.path("index").asInt(-1) == 0) {
        arguments.append(call.at("/function/arguments").asString());
        fragments++;
      }
    }
    assertThat(arguments).hasToString("{\"city\":\"example city\",\"days\":1}");
    assertThat(fragments).isGreaterThan(4);
  }

  @Test
  void followsAForcedToolChoice() {
    String forced =
        TOOLS + ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"get_time\"}}";

    JsonNode body = json(exchange.openAi(CHAT, chat("Hello", forced)));

    assertThat(body.at("/choices/0/message/tool_calls/0/function/name").asString())
        .isEqualTo("get_time");
  }

  @Test
  void answersWithTextOnceItHasTheToolResults() {
    String body =
        """
        {"model":"sim-small","messages":[{"role":"user","content":"Use get_time"},
         {"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function",
           "function":{"name":"get_time","arguments":"{}"}}]},
         {"role":"tool","tool_call_id":"call_1","content":"half past nine"}],%s}\
        """
            .formatted(TOOLS);

    assertThat(content(exchange.openAi(CHAT, body))).contains("“half past nine”");
  }

  @Test
  void refusesToolCallsThatNobodyAnswered() {
    String body =
        """
        {"model":"sim-small","messages":[{"role":"user","content":"Use get_time"},
         {"role":"assistant","tool_calls":[{"id":"call_1","type":"function",
           "function":{"name":"get_time","arguments":"{}"}}]},{"role":"user","content":"Well?"}]}\
        """;

    HttpResponse<String> response = exchange.openAi(CHAT, body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).at("/error/message").asString()).contains("call_1");
  }

  @Test
  void answersAJsonSchemaWithMatchingJson() {
    String format =
        """
        "response_format":{"type":"json_schema","json_schema":{"name":"x","schema":{"type":"object",
          "properties":{"colour":{"enum":["red","blue"]},"sizes":{"type":"array","items":{"type":"number"}}}}}}
        """;

    assertThat(content(exchange.openAi(CHAT, chat("Hello", format))))
        .isEqualTo("{\"colour\":\"red\",\"sizes\":[1.5]}");
  }

  @Test
  void wantsAKeyAndSaysSoAsOpenAiDoes() {
    HttpResponse<String> missing = exchange.send(exchange.post(CHAT, chat("Hello", "")));
    HttpResponse<String> wrong =
        exchange.send(
            exchange.post(CHAT, chat("Hello", "")).header("Authorization", "Bearer invalid-key"));

    assertThat(missing.statusCode()).isEqualTo(401);
    assertThat(missing.headers().firstValue("www-authenticate"))
        .hasValue("Bearer realm=\"OpenAI API\"");
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(json(wrong).at("/error/code").asString()).isEqualTo("invalid_api_key");
  }

  @Test
  void refusesWhatOpenAiRefuses() {
    HttpResponse<String> broken = exchange.openAi(CHAT, "{\"model\":");
    HttpResponse<String> empty = exchange.openAi(CHAT, "{\"model\":\"sim\",\"messages\":[]}");
    HttpResponse<String> unknown =
        exchange.openAi(
            CHAT,
            "{\"model\":\"no-such-model\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");

    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(json(empty).at("/error/code").asString()).isEqualTo("empty_array");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(json(unknown).at("/error/code").asString()).isEqualTo("model_not_found");
  }

  @Test
  void namesTheMessageAndThePartThatItRefuses() {
    HttpResponse<String> role =
        exchange.openAi(
            CHAT,
            "{\"model\":\"sim\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"usr\"}]}");
    HttpResponse<String> part =
        exchange.openAi(
            CHAT,
            "{\"model\":\"sim\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"txt\"}]}]}");

    assertThat(json(role).at("/error/param").asString()).isEqualTo("messages[1].role");
    assertThat(json(part).at("/error/param").asString()).isEqualTo("messages[0].content[0].type");
  }

  @Test
  void answersAndStreamsResponses() {
    String whole = "{\"model\":\"sim-small\",\"instructions\":\"Be brief.\",\"input\":\"Hello\"%s}";

    JsonNode body = json(exchange.openAi("/v1/responses", whole.formatted("")));
    HttpResponse<String> stream =
        exchange.openAi("/v1/responses", whole.formatted(",\"stream\":true"));

    List<JsonNode> events = events(stream.body());
    assertThat(body.path("status").asString()).isEqualTo("completed");
    assertThat(body.at("/usage/input_tokens").asInt()).isEqualTo(3);
    assertThat(stream.body()).startsWith("event: response.created\n").doesNotContain("[DONE]");
    assertThat(events.getLast().path("type").asString()).isEqualTo("response.completed");
    assertThat(events.getLast().at("/response/usage")).isEqualTo(body.path("usage"));
    assertThat(
            events.stream()
                .filter(event -> event.path("type").asString().endsWith("output_text.delta"))
                .map(event -> event.path("delta").asString())
                .collect(Collectors.joining()))
        .isEqualTo(body.at("/output/0/content/0/text").asString());
    assertThat(events)
        .extracting(event -> event.path("sequence_number").asInt())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void streamsFunctionCallsOfResponses() {
    String body =
        """
        {"model":"sim-small","stream":true,"input":[{"role":"user","content":"Use get_time"}],
         "tools":[{"type":"function","name":"get_time","parameters":{"type":"object",
           "properties":{"zone":{"type":"string"}}}}]}\
        """;

    List<JsonNode> events = events(exchange.openAi("/v1/responses", body).body());

    assertThat(events)
        .extracting(event -> event.path("type").asString())
        .contains(
            "response.function_call_arguments.delta", "response.function_call_arguments.done");
    assertThat(events.getLast().at("/response/output/0/arguments").asString())
        .isEqualTo("{\"zone\":\"example zone\"}");
  }

  @Test
  void countsTheInputOfAResponse() {
    String body = "{\"model\":\"sim-small\",\"instructions\":\"Be brief.\",\"input\":\"Hello\"}";

    assertThat(exchange.openAi("/v1/responses/input_tokens", body).body())
        .isEqualTo("{\"object\":\"response.input_tokens\",\"input_tokens\":3}");
  }

  @Test
  void embedsTextsAsFloatsOrBase64() {
    String body = "{\"model\":\"sim-embedding\",\"input\":[\"one two\",\"three\"]%s}";

    JsonNode floats = json(exchange.openAi("/v1/embeddings", body.formatted("")));
    JsonNode base64 =
        json(exchange.openAi("/v1/embeddings", body.formatted(",\"encoding_format\":\"base64\"")));

    var decoded =
        ByteBuffer.wrap(Base64.getDecoder().decode(base64.at("/data/0/embedding").asString()))
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer();
    assertThat(floats.path("data").size()).isEqualTo(2);
    assertThat(floats.at("/usage/prompt_tokens").asInt()).isEqualTo(3);
    assertThat(floats.at("/data/0/embedding").size()).isEqualTo(decoded.remaining());
    assertThat(floats.at("/data/0/embedding/7").floatValue()).isEqualTo(decoded.get(7));
  }

  @Test
  void listsItsModels() {
    HttpResponse<String> list =
        exchange.send(exchange.get("/v1/models").header("Authorization", "Bearer sk-test"));
    HttpResponse<String> one =
        exchange.send(exchange.get("/v1/models/org%2Fname").header("Authorization", "Bearer x"));

    assertThat(json(list).at("/data/0/id").asString()).isEqualTo("sim-small");
    assertThat(json(one).path("id").asString()).isEqualTo("org/name");
  }

  private static String content(HttpResponse<String> response) {
    return json(response).at("/choices/0/message/content").asString();
  }

  private static String joined(List<JsonNode> chunks) {
    return chunks.stream()
        .map(chunk -> chunk.at("/choices/0/delta/content").asString(""))
        .collect(Collectors.joining());
  }
}
