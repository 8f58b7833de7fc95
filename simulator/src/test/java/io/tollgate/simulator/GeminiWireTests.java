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
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class GeminiWireTests {
  private static final String GENERATE = "/v1beta/models/sim-small:generateContent";
  private static final String STREAM = "/v1beta/models/sim-small:streamGenerateContent";
  private static final String TOOLS =
      """
      "tools":[{"functionDeclarations":[
       {"name":"get_weather","parameters":{"type":"OBJECT","properties":{"city":{"type":"STRING"}}}},
       {"name":"get_time","description":"The time"}]}]
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

  private static String contents(String user, String more) {
    return """
    {"systemInstruction":{"parts":[{"text":"Be brief."}]},
     "contents":[{"role":"user","parts":[{"text":"%s"}]}]%s}\
    """
        .formatted(user, more.isEmpty() ? "" : "," + more);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1", "/v1beta"})
  void answersInOnePieceUnderBothVersions(String version) {
    HttpResponse<String> response =
        exchange.gemini(version + "/models/sim-small:generateContent", contents("Hello", ""));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type"))
        .hasValue("application/json; charset=UTF-8");
    JsonNode body = json(response);
    assertThat(body.at("/candidates/0/content/parts/0/text").asString()).contains("“Hello”");
    assertThat(body.at("/candidates/0/finishReason").asString()).isEqualTo("STOP");
    assertThat(body.at("/usageMetadata/promptTokenCount").asInt()).isEqualTo(3);
    assertThat(body.at("/usageMetadata/totalTokenCount").asInt())
        .isEqualTo(3 + body.at("/usageMetadata/candidatesTokenCount").asInt());
  }

  @Test
  void aModelThatDrawsAddsAPictureAndItsTokens() {
    String model = "/v1beta/models/gemini-2.5-flash-image:";
    JsonNode whole = json(exchange.gemini(model + "generateContent", contents("Hello", "")));
    JsonNode picture = whole.at("/candidates/0/content/parts/1/inlineData");
    assertThat(picture.path("mimeType").asString()).isEqualTo("image/png");
    assertThat(whole.at("/usageMetadata/candidatesTokensDetails/0/tokenCount").asInt())
        .isEqualTo(1290);

    List<JsonNode> chunks =
        events(
            exchange.gemini(model + "streamGenerateContent?alt=sse", contents("Hello", "")).body());
    assertThat(chunks.getLast().at("/candidates/0/content/parts/0/inlineData")).isEqualTo(picture);
    assertThat(chunks.getLast().path("usageMetadata")).isEqualTo(whole.path("usageMetadata"));
    assertThat(chunks.getLast().at("/candidates/0/finishReason").asString()).isEqualTo("STOP");
  }

  @Test
  void streamsEventsWithCrlfAndCumulativeUsage() {
    HttpResponse<String> stream = exchange.gemini(STREAM + "?alt=sse", contents("Hello", ""));

    assertThat(stream.headers().firstValue("content-type")).hasValue("text/event-stream");
    assertThat(stream.body()).endsWith("}\r\n\r\n").doesNotContain("event:", "[DONE]");
    List<JsonNode> chunks = events(stream.body());
    JsonNode whole = json(exchange.gemini(GENERATE, contents("Hello", "")));
    assertThat(text(chunks)).isEqualTo(whole.at("/candidates/0/content/parts/0/text").asString());
    assertThat(chunks)
        .extracting(chunk -> chunk.at("/usageMetadata/candidatesTokenCount").asInt())
        .isSorted();
    assertThat(chunks.getLast().path("usageMetadata")).isEqualTo(whole.path("usageMetadata"));
    assertThat(chunks.getLast().at("/candidates/0/finishReason").asString()).isEqualTo("STOP");
    assertThat(chunks.getFirst().at("/candidates/0").has("finishReason")).isFalse();
  }

  @Test
  void streamsOneJsonArrayWithoutAltSse() {
    HttpResponse<String> stream = exchange.gemini(STREAM, contents("Hello", ""));

    JsonNode array = json(stream);
    assertThat(array.isArray()).isTrue();
    assertThat(array.size()).isGreaterThan(5);
    assertThat(array.get(array.size() - 1).at("/candidates/0/finishReason").asString())
        .isEqualTo("STOP");
  }

  @Test
  void callsFunctionsWholeAndStillSaysStop() {
    List<JsonNode> chunks =
        events(
            exchange
                .gemini(STREAM + "?alt=sse", contents("get_weather and get_time", TOOLS))
                .body());

    JsonNode parts = chunks.getFirst().at("/candidates/0/content/parts");
    assertThat(chunks).hasSize(1);
    assertThat(parts.at("/0/functionCall/args").toString())
        .isEqualTo("{\"city\":\"example city\"}");
    assertThat(parts.at("/0").path("thoughtSignature").asString()).isBase64();
    assertThat(parts.at("/1").has("thoughtSignature")).isFalse();
    assertThat(chunks.getFirst().at("/candidates/0/finishReason").asString()).isEqualTo("STOP");
  }

  @Test
  void givesNoCallIdsForSecondGenerationModels() {
    JsonNode body =
        json(
            exchange.gemini(
                "/v1beta/models/gemini-2.5-flash:generateContent", contents("get_time", TOOLS)));

    JsonNode part = body.at("/candidates/0/content/parts/0");
    assertThat(part.path("functionCall").has("id")).isFalse();
    assertThat(part.has("thoughtSignature")).isFalse();
  }

  @Test
  void wantsThoughtSignaturesBackForThirdGenerationModels() {
    String body =
        """
        {"contents":[{"role":"user","parts":[{"text":"get_time"}]},
         {"role":"model","parts":[{"functionCall":{"name":"get_time"}%s}]},
         {"role":"user","parts":[{"functionResponse":{"name":"get_time","response":{"result":"half past nine"}}}]}]}\
        """;
    String path = "/v1beta/models/gemini-3-pro:generateContent";

    HttpResponse<String> unsigned = exchange.gemini(path, body.formatted(""));
    HttpResponse<String> signed =
        exchange.gemini(path, body.formatted(",\"thoughtSignature\":\"c2ln\""));

    assertThat(unsigned.statusCode()).isEqualTo(400);
    assertThat(json(unsigned).at("/error/message").asString()).contains("thought_signature");
    assertThat(json(signed).at("/candidates/0/content/parts/0/text").asString())
        .contains("“half past nine”");
  }

  @Test
  void spendsTheWholeBudgetOnThoughtsWithoutAnyParts() {
    JsonNode body =
        json(
            exchange.gemini(
                "/v1beta/models/sim-small+reasoning=50:generateContent",
                contents("Hello", "\"generationConfig\":{\"maxOutputTokens\":20}")));

    assertThat(body.at("/candidates/0/content").has("parts")).isFalse();
    assertThat(body.at("/candidates/0/finishReason").asString()).isEqualTo("MAX_TOKENS");
    assertThat(body.at("/usageMetadata/thoughtsTokenCount").asInt()).isEqualTo(20);
    assertThat(body.path("usageMetadata").has("candidatesTokenCount")).isFalse();
  }

  @Test
  void answersAWrongKeyWith400() {
    HttpResponse<String> wrong =
        exchange.send(
            exchange.post(GENERATE, contents("Hello", "")).header("x-goog-api-key", "invalid"));
    HttpResponse<String> missing = exchange.send(exchange.post(GENERATE, contents("Hello", "")));
    HttpResponse<String> inQuery =
        exchange.send(exchange.post(GENERATE + "?key=abc", contents("Hello", "")));

    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(json(wrong).at("/error/details/0/reason").asString()).isEqualTo("API_KEY_INVALID");
    assertThat(missing.statusCode()).isEqualTo(403);
    assertThat(json(missing).at("/error/status").asString()).isEqualTo("PERMISSION_DENIED");
    assertThat(inQuery.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"contents\":[]}",
        "{\"contents\":[{\"role\":\"assistant\",\"parts\":[{\"text\":\"x\"}]}]}",
        "{\"contents\":[{\"parts\":[{\"text\":\"x\"}]}],\"max_tokens\":1}",
        "{\"contents\":[{\"parts\":[{\"text\":\"x\"}]}],\"generationConfig\":{\"stop\":[]}}",
        "{\"contents\":[{\"parts\":[{\"text\":\"x\"}]}],\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\",\"parameters\":{\"$schema\":\"x\"}}]}]}",
        "{\"contents\":"
      })
  void refusesWhatGoogleRefuses(String body) {
    HttpResponse<String> response = exchange.gemini(GENERATE, body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).at("/error/status").asString()).isEqualTo("INVALID_ARGUMENT");
  }

  @Test
  void countsTokensAndEmbedsBatches() {
    HttpResponse<String> count =
        exchange.gemini("/v1beta/models/sim-small:countTokens", contents("Hello", ""));
    HttpResponse<String> batch =
        exchange.gemini(
            "/v1beta/models/sim-embedding:batchEmbedContents",
            """
            {"requests":[{"model":"models/sim-embedding","content":{"parts":[{"text":"one"}]},
              "outputDimensionality":8}]}\
            """);

    assertThat(json(count).path("totalTokens").asInt()).isEqualTo(3);
    assertThat(json(batch).at("/embeddings/0/values").size()).isEqualTo(8);
  }

  @Test
  void listsItsModels() {
    HttpResponse<String> list = exchange.send(exchange.get("/v1beta/models?key=abc"));

    assertThat(json(list).at("/models/0/name").asString()).isEqualTo("models/sim-small");
  }

  private static String text(List<JsonNode> chunks) {
    return chunks.stream()
        .map(chunk -> chunk.at("/candidates/0/content/parts/0/text").asString(""))
        .collect(Collectors.joining());
  }
}
