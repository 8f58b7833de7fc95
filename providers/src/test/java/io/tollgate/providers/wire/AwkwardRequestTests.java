package io.tollgate.providers.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is allowed at a client's own vendor, and has no exact twin where it is carried to. */
class AwkwardRequestTests {
  private static final Target OPENAI = Calls.target(Vendors.OPENAI, "gpt-4o");
  private static final Target CLAUDE = Calls.target(Vendors.ANTHROPIC, "claude-sonnet-4-5");
  private static final Target BEDROCK =
      Calls.target(Vendors.BEDROCK, "anthropic.claude-sonnet-4-5");
  private static final Target GEMINI = Calls.target(Vendors.GEMINI, "gemini-2.5-flash");
  private static final Target OLLAMA = Calls.target(Vendors.OLLAMA, "llama3");
  private static final Target COHERE = Calls.target(Vendors.COHERE, "command-a-03-2025");

  private static void assertJson(JsonNode actual, String expected) {
    assertThat(actual.toPrettyString()).isEqualTo(Json.read(expected).toPrettyString());
  }

  private static UpstreamRequest gemini(String body, Target target) {
    return Calls.translate(Calls.request("/v1beta/models/m:generateContent", body), target);
  }

  private static JsonNode chat(String part, Target target) {
    String body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[" + part + "]}]}";
    return Calls.sent(Calls.chat(body), target).path("messages").path(0).path("content").path(0);
  }

  @Test
  void aFileOfTextIsSentToClaudeAsWords() {
    assertJson(
        chat(
            "{\"type\":\"file\",\"file\":{\"filename\":\"a.md\",\"file_data\":\"data:text/markdown;base64,SGk=\"}}",
            CLAUDE),
        """
        {"type":"document","source":{"type":"text","media_type":"text/plain","data":"Hi"},"title":"a.md"}
        """);
    assertJson(
        chat(
            "{\"type\":\"file\",\"file\":{\"file_data\":\"data:application/pdf;base64,AAAA\"}}",
            CLAUDE),
        """
        {"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"AAAA"}}
        """);
  }

  @Test
  void aFileThatClaudeCannotReadIsRefusedByItsType() {
    assertThatThrownBy(() ->
            chat(
                "{\"type\":\"file\",\"file\":{\"file_data\":\"data:application/msword;base64,AAAA\"}}",
                CLAUDE))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("application/msword");
  }

  @Test
  void thoughtsThatAreToBeShownAreToBeThought() {
    String body =
        "{\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]}],\"generationConfig\":{\"thinkingConfig\":%s}}";
    for (String config : new String[] {"{\"includeThoughts\":true}", "{\"thinkingBudget\":-1}"}) {
      assertThat(
              Json.read(gemini(body.formatted(config), CLAUDE).body()).path("thinking").toString())
          .isEqualTo("{\"type\":\"enabled\",\"budget_tokens\":8192}");
    }
    JsonNode silent =
        Json.read(gemini(body.formatted("{\"includeThoughts\":false}"), CLAUDE).body());
    assertThat(silent.has("thinking")).isFalse();
  }

  @Test
  void aPictureInAFunctionsResponseIsCarried() {
    UpstreamRequest sent =
        gemini(
            """
            {"contents":[{"parts":[{"text":"Hi"}]},
              {"role":"model","parts":[{"functionCall":{"id":"c1","name":"f"}}]},
              {"role":"user","parts":[{"functionResponse":{"id":"c1","name":"f","response":{"a":1},
                "parts":[{"inlineData":{"mimeType":"image/png","data":"AAAA"}}]}}]}]}
            """,
            CLAUDE);
    assertJson(
        Json.read(sent.body()).path("messages").path(2).path("content").path(0),
        """
        {"type":"tool_result","tool_use_id":"c1","content":[{"type":"text","text":"{\\"a\\":1}"},
          {"type":"image","source":{"type":"base64","media_type":"image/png","data":"AAAA"}}]}
        """);
    assertThat(sent.dropped()).isEmpty();
  }

  /** Gemini answers with lists and single words too. */
  @Test
  void aFormThatIsNoObjectIsSaidInWordsToWhoTakesOnlyObjects() {
    String body =
        """
        {"contents":[{"parts":[{"text":"Hi"}]}],"generationConfig":{
          "responseMimeType":"application/json",
          "responseSchema":{"type":"ARRAY","items":{"type":"STRING"}}}}
        """;
    for (Target target : new Target[] {OPENAI, COHERE}) {
      UpstreamRequest sent = gemini(body, target);
      JsonNode tree = Json.read(sent.body());
      assertThat(tree.has("response_format")).isFalse();
      assertThat(tree.path("messages").path(0).path("content").asString())
          .isEqualTo(
              "Answer with JSON and nothing else. It must match this JSON Schema: "
                  + "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}");
      assertThat(sent.adapted()).anyMatch(change -> change.contains("as an instruction"));
    }
    assertThat(
            Json.read(gemini(body, CLAUDE).body())
                .path("output_config")
                .path("format")
                .has("schema"))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\"],\"additionalProperties\":false}|true",
        "{\"type\":\"object\",\"properties\":{\"type\":{\"type\":\"string\"}},\"required\":[\"type\"],\"additionalProperties\":false}|true",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"additionalProperties\":false}|false",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\"]}|false",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"array\",\"items\":{\"type\":\"object\"}}},\"required\":[\"a\"],\"additionalProperties\":false}|false",
      })
  void whatAnthropicEnforcesAndOpenAiRefusesIsNotSentAsStrict(String schema, boolean strict) {
    UpstreamRequest sent =
        Calls.translate(
            Calls.request(
                "/v1/messages",
                """
                {"model":"m","max_tokens":9,"messages":[{"role":"user","content":"Hi"}],
                 "tools":[{"name":"f","strict":true,"input_schema":%s}],
                 "output_config":{"format":{"type":"json_schema","schema":%s}}}
                """
                    .formatted(schema, schema)),
            OPENAI);
    JsonNode tree = Json.read(sent.body());
    JsonNode function = tree.path("tools").path(0).path("function");
    assertThat(function.has("strict")).isEqualTo(strict);
    assertThat(tree.path("response_format").path("json_schema").has("strict")).isEqualTo(strict);
    assertThat(sent.adapted().isEmpty()).isEqualTo(strict);
  }

  /** Some formats know nothing but objects, and models write what they like. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\\\"a\\\":1.50}|{\"a\":1.50}|false",
        "''|{}|false",
        "null|{}|false",
        "[1]|{\"value\":[1]}|true",
        "{\\\"a\\\":|{\"arguments\":\"{\\\"a\\\":\"}|true"
      })
  void argumentsThatAreNoObjectAreSentInsideOne(String arguments, String sent, boolean noted) {
    var request =
        Calls.chat(
            """
            {"model":"m","messages":[{"role":"user","content":"Hi"},
              {"role":"assistant","tool_calls":[{"id":"c","type":"function",
                "function":{"name":"f","arguments":"%s"}}]},
              {"role":"tool","tool_call_id":"c","content":"x"}]}
            """
                .formatted(arguments));
    for (Target target : new Target[] {CLAUDE, BEDROCK, GEMINI, OLLAMA}) {
      UpstreamRequest translated = Calls.translate(request, target);
      assertThat(Json.read(translated.body()).toString()).contains(":" + sent);
      assertThat(translated.adapted().toString().contains("were sent inside one")).isEqualTo(noted);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "[]", "[{\"type\":\"text\",\"text\":\"\"}]"})
  void nobodyIsAskedNothing(String content) {
    var request =
        Calls.chat(
            "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"s\"},"
                + "{\"role\":\"user\",\"content\":"
                + content
                + "}]}");
    for (Target target : new Target[] {CLAUDE, BEDROCK, GEMINI, COHERE, OLLAMA}) {
      assertThat(Calls.sent(request, target).toString()).contains("Please begin.");
    }
  }

  @Test
  void amongNoToolsBedrockIsOfferedNoneAndTheRequestSaysSo() {
    UpstreamRequest sent =
        Calls.translate(
            Calls.chat(
                """
                {"model":"m","messages":[{"role":"user","content":"Hi"}],"tool_choice":"none",
                 "tools":[{"type":"function","function":{"name":"f"}}]}
                """),
            BEDROCK);
    assertThat(Json.read(sent.body()).has("toolConfig")).isFalse();
    assertThat(sent.adapted()).containsExactly("the tools were left out, since none may be called");
  }

  /** Programs send it where nobody has written anything, and some models stop at nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "[\"\"]", "[]"})
  void anEmptyTextStopsNobody(String stop) {
    var request =
        Calls.chat(
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"stop\":"
                + stop
                + "}");
    for (Target target : new Target[] {CLAUDE, BEDROCK, GEMINI, COHERE, OLLAMA}) {
      UpstreamRequest sent = Calls.translate(request, target);
      assertThat(Json.read(sent.body()).toString()).doesNotContain("stop");
      assertThat(sent.adapted()).noneMatch(change -> change.contains("stop"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"function\",\"function\":{\"name\":\"g\"}}",
        "{\"type\":\"allowed_tools\",\"allowed_tools\":{\"mode\":\"required\",\"tools\":["
            + "{\"type\":\"function\",\"function\":{\"name\":\"g\"}}]}}"
      })
  void aToolThatIsNotOfferedCannotBeChosen(String choice) {
    var request =
        Calls.chat(
            """
            {"model":"m","messages":[{"role":"user","content":"Hi"}],"tool_choice":%s,
             "tools":[{"type":"function","function":{"name":"f"}}]}
            """
                .formatted(choice));
    for (Target target : new Target[] {CLAUDE, BEDROCK, GEMINI, COHERE, OLLAMA}) {
      assertThatThrownBy(() -> Calls.translate(request, target))
          .isInstanceOfSatisfying(
              InvalidRequestException.class, e -> assertThat(e.field()).isEqualTo("tool_choice"));
    }
  }

  @Test
  void aContentOfNothingIsNoConversationWithoutMessages() {
    assertJson(
        Json.read(gemini("{\"contents\":[{\"role\":\"user\",\"parts\":[]}]}", OPENAI).body())
            .path("messages"),
        "[{\"role\":\"user\",\"content\":\"Please begin.\"}]");
  }

  @Test
  void whatAnthropicsOwnToolsDidIsLeftOutAndNamed() {
    UpstreamRequest sent =
        Calls.translate(
            Calls.request(
                "/v1/messages",
                """
                {"model":"m","max_tokens":9,"messages":[{"role":"user","content":"Hi"},
                  {"role":"assistant","content":[
                    {"type":"mcp_tool_use","id":"s","name":"w","server_name":"z","input":{}},
                    {"type":"mcp_tool_result","tool_use_id":"s","content":[]},
                    {"type":"bash_code_execution_tool_result","tool_use_id":"s","content":{}},
                    {"type":"text","text":"x"}]},{"role":"user","content":"Go on"}]}
                """),
            OPENAI);
    assertThat(Json.read(sent.body()).at("/messages/1/content").asString()).isEqualTo("x");
    assertThat(sent.dropped()).containsExactly("messages[].content[]");
  }
}
