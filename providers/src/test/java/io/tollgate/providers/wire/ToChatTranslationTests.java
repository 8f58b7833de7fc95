package io.tollgate.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.ResponseStream.State;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What Anthropic's and Gemini's requests become at OpenAI, and at their own kind. */
class ToChatTranslationTests {
  private static final Target OPENAI = Calls.target(Vendors.OPENAI, "gpt");
  private static final Target CLAUDE = Calls.target(Vendors.ANTHROPIC, "claude");
  private static final Target GEMINI = Calls.target(Vendors.GEMINI, "gemini-2.5-flash");

  private static void assertJson(JsonNode actual, String expected) {
    assertThat(actual.toPrettyString()).isEqualTo(Json.read(expected).toPrettyString());
  }

  @Test
  void aMessagesRequestBecomesAChatRequest() {
    assertJson(
        Calls.sent(
            Calls.request(
                "/v1/messages",
                """
                {"model":"m","max_tokens":9,"system":[{"type":"text","text":"Be brief."}],"messages":[
                  {"role":"user","content":"Hi"},
                  {"role":"assistant","content":[{"type":"thinking","thinking":"hm","signature":"s"},
                    {"type":"text","text":"Let me look."},
                    {"type":"tool_use","id":"t1","name":"f","input":{"a":1.50}}]},
                  {"role":"user","content":[{"type":"text","text":"And?"},
                    {"type":"tool_result","tool_use_id":"t1","is_error":true,"content":[{"type":"text","text":"broken"},
                      {"type":"image","source":{"type":"base64","media_type":"image/png","data":"AAAA"}}]}]}],
                 "tools":[{"name":"f","input_schema":{"type":"object"}}],
                 "tool_choice":{"type":"any","disable_parallel_tool_use":true},
                 "stop_sequences":["END"],"metadata":{"user_id":"u"}}
                """),
            OPENAI),
        """
        {"model":"gpt","messages":[
          {"role":"system","content":"Be brief."},
          {"role":"user","content":"Hi"},
          {"role":"assistant","content":"Let me look.","tool_calls":[
            {"id":"t1","type":"function","function":{"name":"f","arguments":"{\\"a\\":1.50}"}}]},
          {"role":"tool","tool_call_id":"t1","content":"Error: broken"},
          {"role":"user","content":[
            {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}},
            {"type":"text","text":"And?"}]}],
         "max_completion_tokens":9,"stop":["END"],
         "tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object","properties":{}}}}],
         "tool_choice":"required","parallel_tool_calls":false,"user":"u"}
        """);
  }

  @Test
  void aGeminiRequestBecomesAChatRequest() {
    JsonNode sent =
        Calls.sent(
            Calls.request(
                "/v1beta/models/m:generateContent",
                """
                {"systemInstruction":{"parts":[{"text":"Be brief."}]},
                 "contents":[{"role":"user","parts":[{"text":"Hi"}]},
                  {"role":"model","parts":[{"functionCall":{"name":"f","args":{"a":1}}},{"functionCall":{"name":"f","args":{"a":2}}}]},
                  {"role":"user","parts":[{"functionResponse":{"name":"f","response":{"output":"x"}}},
                    {"functionResponse":{"name":"f","response":{"y":1}}}]}],
                 "tools":[{"functionDeclarations":[{"name":"f","parameters":{"type":"OBJECT",
                   "properties":{"a":{"type":"INTEGER","nullable":true}}}}]}],
                 "generationConfig":{"maxOutputTokens":9,"topP":0.9}}
                """),
            OPENAI);
    JsonNode messages = sent.path("messages");
    String first = messages.path(2).path("tool_calls").path(0).path("id").asString();
    String second = messages.path(2).path("tool_calls").path(1).path("id").asString();
    assertThat(first).isNotEqualTo(second);
    assertThat(messages.path(3).path("tool_call_id").asString()).isEqualTo(first);
    assertThat(messages.path(3).path("content").asString()).isEqualTo("x");
    assertThat(messages.path(4).path("tool_call_id").asString()).isEqualTo(second);
    assertThat(messages.path(4).path("content").asString()).isEqualTo("{\"y\":1}");
    assertJson(
        sent.path("tools").path(0).path("function").path("parameters"),
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":[\"integer\",\"null\"]}}}");
    assertThat(sent.path("max_completion_tokens").asInt()).isEqualTo(9);
    assertThat(sent.path("top_p").decimalValue()).isEqualByComparingTo("0.9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"temperature\":1", "\"top_p\":1", "\"top_k\":null"})
  void theNewerVersionTakesNoSampling(String field) {
    String body =
        "{\"model\":\"m\",\"max_tokens\":9,"
            + field
            + ",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
    Headers newer = name -> name.equals("anthropic-version") ? "2026-10-21" : null;
    assertThatThrownBy(
            () -> Calls.translate(Calls.request("/v1/messages", null, newer, body), OPENAI))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Extra inputs are not permitted");
    Calls.translate(Calls.request("/v1/messages", body), OPENAI);
  }

  @Test
  void messagesNeedTheirCap() {
    String body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
    assertThatThrownBy(() -> Calls.translate(Calls.request("/v1/messages", body), OPENAI))
        .isInstanceOfSatisfying(
            InvalidRequestException.class, e -> assertThat(e.field()).isEqualTo("max_tokens"));
  }

  @Test
  void theirOwnKindGetsTheBytesTheClientWrote() {
    String body = "{\"model\":\"m\", \"max_tokens\" : 9e0,\"new\":{\"a\":1.00},\"messages\":[]}";
    Headers headers =
        name ->
            switch (name) {
              case "anthropic-version" -> "2026-10-21";
              case "anthropic-beta" -> "a,b";
              default -> null;
            };
    String valid = body.replace("9e0", "9");
    UpstreamRequest sent =
        Calls.translate(Calls.request("/v1/messages", null, headers, valid), CLAUDE);
    assertThat(new String(sent.body(), UTF_8)).isEqualTo(valid.replace("\"m\"", "\"claude\""));
    assertThat(sent.headers())
        .anyMatch(h -> h.name().equals("anthropic-version") && h.value().equals("2026-10-21"))
        .anyMatch(h -> h.name().equals("anthropic-beta") && h.value().equals("a,b"));
    assertThatThrownBy(() -> Calls.request("/v1/messages", body))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void aGeminiRequestKeepsItsBytesAndGetsALoweredCap() {
    String body = "{ \"contents\":[],\"generationConfig\":{\"topK\":1.0} }";
    UpstreamRequest sent =
        Calls.translate(
            Calls.request("/v1/models/m:streamGenerateContent", body).withOutputCap(7), GEMINI);
    assertThat(new String(sent.body(), UTF_8))
        .isEqualTo("{ \"contents\":[],\"generationConfig\":{\"maxOutputTokens\":7,\"topK\":1.0} }");
    assertThat(sent.uri().toString())
        .endsWith("/models/gemini-2.5-flash:streamGenerateContent?alt=sse");
  }

  @Test
  void aGeminiClientWithoutEventsGetsOneArray() {
    ResponseStream stream =
        Calls.stream(
            Calls.request("/v1/models/m:streamGenerateContent", "{\"contents\":[]}"), GEMINI);
    String out =
        Calls.run(
            stream,
            """
            data: {"candidates":[{"content":{"parts":[{"text":"a"}]}}]}

            data: {"candidates":[{"content":{"parts":[{"text":"b"}]},"finishReason":"STOP"}]}

            """
                .getBytes(UTF_8),
            7);
    assertThat(stream.state()).isEqualTo(State.COMPLETE);
    assertThat(Json.read(out).size()).isEqualTo(2);
    assertThat(stream.headers()).anyMatch(h -> h.value().equals("application/json"));
  }
}
