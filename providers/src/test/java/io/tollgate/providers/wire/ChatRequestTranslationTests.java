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
import tools.jackson.databind.JsonNode;

/** What a chat completions request becomes at Anthropic and Gemini. */
class ChatRequestTranslationTests {
  private static final Target CLAUDE = Calls.target(Vendors.ANTHROPIC, "claude-haiku-4-5");
  private static final Target NEW_CLAUDE = Calls.target(Vendors.ANTHROPIC, "claude-opus-4-8");
  private static final Target GEMINI = Calls.target(Vendors.GEMINI, "gemini-2.5-flash");
  private static final Target GEMINI_3 = Calls.target(Vendors.GEMINI, "gemini-3-pro-preview");

  private static final String AGENT_TURN =
      """
      {"model":"m","max_tokens":50,"temperature":0.5,"messages":[
        {"role":"system","content":"Be brief."},
        {"role":"user","content":[{"type":"text","text":"Look"},
          {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]},
        {"role":"assistant","content":null,"tool_calls":[
          {"id":"call_1","type":"function","function":{"name":"weather","arguments":"{\\"city\\":\\"Köln\\",\\"n\\":1.10}"}},
          {"id":"call_2","type":"function","function":{"name":"time","arguments":""}}]},
        {"role":"tool","tool_call_id":"call_1","content":"sunny"},
        {"role":"tool","tool_call_id":"call_2","content":"{\\"hour\\":12}"},
        {"role":"user","content":"Go on"}],
       "tools":[{"type":"function","function":{"name":"weather","description":"w",
          "parameters":{"type":"object","properties":{"city":{"type":"string","const":"x"}}}}}],
       "tool_choice":"required","parallel_tool_calls":false,"stop":["END"," "],"seed":7}
      """;

  private static void assertJson(JsonNode actual, String expected) {
    assertThat(actual.toPrettyString()).isEqualTo(Json.read(expected).toPrettyString());
  }

  @Test
  void becomesAMessagesRequest() {
    assertJson(
        Calls.sent(Calls.chat(AGENT_TURN), CLAUDE),
        """
        {"model":"claude-haiku-4-5","max_tokens":50,
         "system":[{"type":"text","text":"Be brief."}],
         "messages":[
          {"role":"user","content":[{"type":"text","text":"Look"},
            {"type":"image","source":{"type":"base64","media_type":"image/png","data":"AAAA"}}]},
          {"role":"assistant","content":[
            {"type":"tool_use","id":"call_1","name":"weather","input":{"city":"Köln","n":1.10}},
            {"type":"tool_use","id":"call_2","name":"time","input":{}}]},
          {"role":"user","content":[
            {"type":"tool_result","tool_use_id":"call_1","content":[{"type":"text","text":"sunny"}]},
            {"type":"tool_result","tool_use_id":"call_2","content":[{"type":"text","text":"{\\"hour\\":12}"}]},
            {"type":"text","text":"Go on"}]}],
         "stop_sequences":["END"],
         "tools":[{"name":"weather","description":"w",
           "input_schema":{"type":"object","properties":{"city":{"type":"string","const":"x"}}}}],
         "tool_choice":{"type":"any","disable_parallel_tool_use":true},
         "temperature":0.5}
        """);
  }

  @Test
  void becomesAGenerateContentRequest() {
    assertJson(
        Calls.sent(Calls.chat(AGENT_TURN), GEMINI),
        """
        {"systemInstruction":{"parts":[{"text":"Be brief."}]},
         "contents":[
          {"role":"user","parts":[{"text":"Look"},{"inlineData":{"mimeType":"image/png","data":"AAAA"}}]},
          {"role":"model","parts":[
            {"functionCall":{"name":"weather","args":{"city":"Köln","n":1.10}}},
            {"functionCall":{"name":"time","args":{}}}]},
          {"role":"user","parts":[
            {"functionResponse":{"name":"weather","response":{"output":"sunny"}}},
            {"functionResponse":{"name":"time","response":{"hour":12}}},
            {"text":"Go on"}]}],
         "tools":[{"functionDeclarations":[{"name":"weather","description":"w",
           "parametersJsonSchema":{"type":"object","properties":{"city":{"type":"string","enum":["x"]}}}}]}],
         "toolConfig":{"functionCallingConfig":{"mode":"ANY"}},
         "generationConfig":{"maxOutputTokens":50,"temperature":0.5,"seed":7,"stopSequences":["END"," "]}}
        """);
  }

  @Test
  void saysWhatItDroppedAndChanged() {
    UpstreamRequest sent = Calls.translate(Calls.chat(AGENT_TURN), CLAUDE);
    assertThat(sent.dropped()).containsExactly("seed");
    assertThat(sent.adapted()).containsExactly("blank stop sequences were left out");
    assertThat(sent.uri()).hasToString("https://api.anthropic.com/v1/messages");
    UpstreamRequest toGemini = Calls.translate(Calls.chat(AGENT_TURN), GEMINI);
    assertThat(toGemini.dropped()).containsExactly("parallel_tool_calls");
    assertThat(toGemini.adapted())
        .contains("the schema's const was sent as an enum of one for Gemini");
    assertThat(toGemini.uri().toString()).endsWith("/models/gemini-2.5-flash:generateContent");
  }

  @Test
  void neverSendsSamplingToModelsThatRefuseIt() {
    JsonNode sent = Calls.sent(Calls.chat(AGENT_TURN), NEW_CLAUDE);
    assertThat(sent.has("temperature")).isFalse();
  }

  @Test
  void asksForThinkingTheWayTheModelTakesIt() {
    String thinking =
        "{\"model\":\"m\",\"reasoning_effort\":\"medium\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    assertJson(
        Calls.sent(Calls.chat(thinking), CLAUDE).path("thinking"),
        "{\"type\":\"enabled\",\"budget_tokens\":8192}");
    JsonNode adaptive = Calls.sent(Calls.chat(thinking), NEW_CLAUDE);
    assertJson(adaptive.path("thinking"), "{\"type\":\"adaptive\",\"display\":\"summarized\"}");
    assertJson(adaptive.path("output_config"), "{\"effort\":\"medium\"}");
    assertJson(
        Calls.sent(Calls.chat(thinking), GEMINI).path("generationConfig").path("thinkingConfig"),
        "{\"thinkingBudget\":8192,\"includeThoughts\":true}");
    assertJson(
        Calls.sent(Calls.chat(thinking), GEMINI_3).path("generationConfig").path("thinkingConfig"),
        "{\"thinkingLevel\":\"HIGH\",\"includeThoughts\":true}");
  }

  @Test
  void leavesThinkingOffWhereTheHistoryLacksItsSignature() {
    String turn =
        """
        {"model":"m","reasoning_effort":"high","messages":[
          {"role":"user","content":"Hi"},
          {"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]},
          {"role":"tool","tool_call_id":"c","content":"x"}],
         "tools":[{"type":"function","function":{"name":"f"}}]}
        """;
    UpstreamRequest sent = Calls.translate(Calls.chat(turn), CLAUDE);
    assertThat(Json.read(sent.body()).has("thinking")).isFalse();
    assertThat(sent.adapted()).anyMatch(note -> note.startsWith("thinking was left off"));
  }

  @Test
  void sendsAStructuredAnswersSchema() {
    String schema =
        """
        {"model":"m","messages":[{"role":"user","content":"Hi"}],"response_format":{"type":"json_schema",
          "json_schema":{"name":"a","strict":true,"schema":{"type":"object","properties":{"n":{"type":"integer","minimum":1}}}}}}
        """;
    assertJson(
        Calls.sent(Calls.chat(schema), CLAUDE).path("output_config").path("format"),
        """
        {"type":"json_schema","schema":{"type":"object","properties":{"n":{"type":"integer"}},"additionalProperties":false}}
        """);
    JsonNode config = Calls.sent(Calls.chat(schema), GEMINI).path("generationConfig");
    assertThat(config.path("responseMimeType").asString()).isEqualTo("application/json");
    assertThat(config.path("responseJsonSchema").path("properties").has("n")).isTrue();
  }

  @Test
  void namesTheFieldThatIsWrong() {
    assertInvalid(
        "{\"model\":\"m\",\"messages\":[{\"role\":\"wizard\",\"content\":\"x\"}]}",
        "messages[0].role");
    assertInvalid(
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"smell\"}]}]}",
        "messages[0].content[0].type");
    assertInvalid("{\"model\":\"m\",\"messages\":[]}", "messages");
    assertInvalid(
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"n\":2}", "n");
  }

  private static void assertInvalid(String body, String field) {
    assertThatThrownBy(() -> Calls.translate(Calls.chat(body), CLAUDE))
        .isInstanceOfSatisfying(
            InvalidRequestException.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  @Test
  void refusesADroppedFieldWhereTheApiIsStrict() {
    Target strict =
        new Target(
            CLAUDE.vendor(),
            CLAUDE.baseUrl(),
            CLAUDE.model(),
            CLAUDE.credential(),
            CLAUDE.settings(),
            true);
    assertThatThrownBy(() -> Calls.translate(Calls.chat(AGENT_TURN), strict))
        .isInstanceOfSatisfying(
            InvalidRequestException.class, e -> assertThat(e.field()).isEqualTo("seed"));
  }

  @Test
  void givesACallOfAnotherModelTheStandInForItsSignature() {
    JsonNode model = Calls.sent(Calls.chat(AGENT_TURN), GEMINI_3).path("contents").path(1);
    assertThat(model.path("parts").path(0).path("thoughtSignature").asString())
        .isEqualTo("skip_thought_signature_validator");
    assertThat(model.path("parts").path(1).has("thoughtSignature")).isFalse();
  }
}
