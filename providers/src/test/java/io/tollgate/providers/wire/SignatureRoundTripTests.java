package io.tollgate.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a provider signed comes back to it through any client, and goes to nobody else. */
class SignatureRoundTripTests {
  private static final Target GEMINI = Calls.target(Vendors.GEMINI, "gemini-3-pro");
  private static final Target CLAUDE = Calls.target(Vendors.ANTHROPIC, "claude-opus-4-8");
  private static final Target BEDROCK = Calls.target(Vendors.BEDROCK, "anthropic.claude-opus-4-8");
  private static final Target OPENAI = Calls.target(Vendors.OPENAI, "gpt");

  private static final String CHAT = "/v1/chat/completions";
  private static final String MESSAGES = "/v1/messages";
  private static final String RESPONSES = "/v1/responses";
  private static final String GENERATE = "/v1beta/models/m:generateContent";
  private static final String QUESTION =
      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"max_tokens\":9}";

  private static final String SIGNED_CALL =
      """
      {"candidates":[{"content":{"parts":[{"functionCall":{"name":"f","args":{"a":1}},
        "thoughtSignature":"sig+/=="}]},"finishReason":"STOP"}]}
      """;
  private static final String SIGNED_THOUGHT =
      """
      {"id":"msg_1","type":"message","role":"assistant","model":"c","content":[
        {"type":"thinking","thinking":"hm","signature":"EqQB+/=="},
        {"type":"tool_use","id":"toolu_1","name":"f","input":{}}],"stop_reason":"tool_use","usage":{"input_tokens":1,"output_tokens":1}}
      """;

  private static final String BEDROCK_THOUGHTS =
      """
      {"output":{"message":{"role":"assistant","content":[
        {"reasoningContent":{"reasoningText":{"text":"hm","signature":"BrQB+/=="}}},
        {"reasoningContent":{"redactedContent":"UmVk"}},
        {"toolUse":{"toolUseId":"tooluse_1","name":"f","input":{}}}]}},"stopReason":"tool_use",
       "usage":{"inputTokens":1,"outputTokens":1}}
      """;

  private static JsonNode answer(String path, Target target, String answer) {
    return answer(path, QUESTION, target, answer);
  }

  private static JsonNode answer(String path, String question, Target target, String answer) {
    ClientReply reply =
        (ClientReply)
            Calls.answer(Calls.request(path, question), target, 200, answer.getBytes(UTF_8));
    return Json.read(reply.body());
  }

  private static String chatTurn(String answer, Target from) {
    JsonNode message =
        answer("/v1/chat/completions", from, answer).path("choices").path(0).path("message");
    String id = message.path("tool_calls").path(0).path("id").asString();
    ObjectNode body = (ObjectNode) Json.read(QUESTION);
    body.withArray("messages").add(message);
    body.withArray("messages")
        .add(Json.object().put("role", "tool").put("tool_call_id", id).put("content", "x"));
    return Json.text(body);
  }

  @Test
  void aGeminiSignatureTravelsInTheIdThatAChatClientSendsBack() {
    JsonNode sent = Calls.sent(Calls.chat(chatTurn(SIGNED_CALL, GEMINI)), GEMINI);
    JsonNode call = sent.path("contents").path(1).path("parts").path(0);
    assertThat(call.path("thoughtSignature").asString()).isEqualTo("sig+/==");
    assertThat(
            sent.path("contents")
                .path(2)
                .path("parts")
                .path(0)
                .path("functionResponse")
                .path("name")
                .asString())
        .isEqualTo("f");
  }

  @Test
  void aGeminiSignatureNeverReachesAnotherVendor() {
    String turn = chatTurn(SIGNED_CALL, GEMINI);
    assertThat(Json.text(Calls.sent(Calls.chat(turn), CLAUDE))).doesNotContain("sig", "tg1");
  }

  @Test
  void anAnthropicThoughtComesBackFromAChatClientAndGoesNowhereElse() {
    String turn = chatTurn(SIGNED_THOUGHT, CLAUDE);
    JsonNode thought =
        Calls.sent(Calls.chat(turn), CLAUDE).path("messages").path(1).path("content").path(0);
    assertThat(thought.path("type").asString()).isEqualTo("thinking");
    assertThat(thought.path("signature").asString()).isEqualTo("EqQB+/==");
    assertThat(Json.text(Calls.sent(Calls.chat(turn), GEMINI))).doesNotContain("EqQB");
  }

  @Test
  void aGeminiSignatureTravelsThroughAnAnthropicClient() {
    JsonNode message = answer("/v1/messages", GEMINI, SIGNED_CALL);
    ObjectNode body = (ObjectNode) Json.read(QUESTION);
    body.withArray("messages")
        .add(Json.object().put("role", "assistant").set("content", message.path("content")));
    JsonNode sent = Calls.sent(Calls.request("/v1/messages", Json.text(body)), GEMINI);
    assertThat(
            sent.path("contents").path(1).path("parts").path(0).path("thoughtSignature").asString())
        .isEqualTo("sig+/==");
    JsonNode elsewhere = Calls.sent(Calls.request("/v1/messages", Json.text(body)), OPENAI);
    assertThat(Json.text(elsewhere)).doesNotContain("tg1");
  }

  @Test
  void bedrocksThoughtsComeBackFromAnyClientAndGoNowhereElse() {
    String chat = chatTurn(BEDROCK_THOUGHTS, BEDROCK);
    assertThoughts(Calls.sent(Calls.chat(chat), BEDROCK));
    JsonNode message = answer("/v1/messages", BEDROCK, BEDROCK_THOUGHTS);
    ObjectNode body = (ObjectNode) Json.read(QUESTION);
    body.withArray("messages")
        .add(Json.object().put("role", "assistant").set("content", message.path("content")));
    String messages = Json.text(body);
    assertThoughts(Calls.sent(Calls.request("/v1/messages", messages), BEDROCK));
    for (Target other : new Target[] {CLAUDE, GEMINI, OPENAI}) {
      assertThat(Json.text(Calls.sent(Calls.chat(chat), other)))
          .contains("\"f\"")
          .doesNotContain("BrQB", "UmVk");
      assertThat(Json.text(Calls.sent(Calls.request("/v1/messages", messages), other)))
          .contains("\"f\"")
          .doesNotContain("BrQB", "UmVk", "dGcxL");
    }
  }

  private static void assertThoughts(JsonNode sent) {
    JsonNode content = sent.path("messages").path(1).path("content");
    assertThat(content.path(0).toString())
        .isEqualTo(
            "{\"reasoningContent\":{\"reasoningText\":{\"text\":\"hm\",\"signature\":\"BrQB+/==\"}}}");
    assertThat(content.path(1).toString())
        .isEqualTo("{\"reasoningContent\":{\"redactedContent\":\"UmVk\"}}");
  }

  /** What a client of a format sends next: its question, the answer it got, and a tool's result. */
  private static ClientRequest nextTurn(String path, Target from, String answered) {
    String body =
        switch (path) {
          case CHAT -> chatTurn(answered, from);
          case MESSAGES -> messagesTurn(answered, from);
          case RESPONSES -> responsesTurn(answered, from);
          default -> geminiTurn(answered, from);
        };
    return Calls.request(path, body);
  }

  private static String messagesTurn(String answered, Target from) {
    JsonNode content = answer(MESSAGES, QUESTION, from, answered).path("content");
    ObjectNode body = (ObjectNode) Json.read(QUESTION);
    ArrayNode messages = body.withArray("messages");
    messages.addObject().put("role", "assistant").set("content", content);
    ObjectNode result = Json.object().put("type", "tool_result").put("content", "x");
    result.set("tool_use_id", content.path(content.size() - 1).path("id"));
    messages.addObject().put("role", "user").putArray("content").add(result);
    return Json.text(body);
  }

  private static String responsesTurn(String answered, Target from) {
    String question = "{\"model\":\"m\",\"input\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    JsonNode output = answer(RESPONSES, question, from, answered).path("output");
    ObjectNode body = (ObjectNode) Json.read(question);
    ArrayNode input = body.withArray("input").addAll(output.values());
    ObjectNode result = input.addObject().put("type", "function_call_output").put("output", "x");
    result.set("call_id", output.path(output.size() - 1).path("call_id"));
    return Json.text(body);
  }

  private static String geminiTurn(String answered, Target from) {
    String question = "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]}";
    JsonNode content =
        answer(GENERATE, question, from, answered).path("candidates").path(0).path("content");
    ObjectNode body = (ObjectNode) Json.read(question);
    ArrayNode contents = body.withArray("contents");
    ((ObjectNode) content).put("role", "model");
    contents.add(content);
    ObjectNode result = Json.object().put("name", "f");
    result.putObject("response").put("output", "x");
    ObjectNode turn = contents.addObject().put("role", "user");
    turn.putArray("parts").addObject().set("functionResponse", result);
    return Json.text(body);
  }

  private static void assertOnlyItsSignerGets(
      String path, Target signer, String answered, String... signatures) {
    ClientRequest next = nextTurn(path, signer, answered);
    for (Target target : List.of(GEMINI, CLAUDE, BEDROCK, OPENAI)) {
      String sent = Json.text(Calls.sent(next, target));
      if (target == signer) {
        assertThat(sent).as("to %s", target.vendor().id()).contains(signatures);
      } else {
        assertThat(sent)
            .as("to %s", target.vendor().id())
            .contains("\"f\"")
            .doesNotContain(signatures)
            .doesNotContain("tg1", "dGcxL");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {CHAT, MESSAGES, RESPONSES, GENERATE})
  void whatAProviderSignedComesBackToItThroughAnyClientAndGoesToNobodyElse(String path) {
    assertOnlyItsSignerGets(path, GEMINI, SIGNED_CALL, "sig+/==");
    assertOnlyItsSignerGets(path, CLAUDE, SIGNED_THOUGHT, "EqQB+/==");
    assertOnlyItsSignerGets(path, BEDROCK, BEDROCK_THOUGHTS, "BrQB+/==");
  }

  @Test
  void whatOpenAiEncryptedGoesToNobodyElse() {
    String encrypted =
        """
        {"id":"resp_1","object":"response","status":"completed","model":"gpt","output":[
          {"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"gAAAA+/=="},
          {"type":"function_call","id":"fc_1","call_id":"call_1","name":"f","arguments":"{}"}],
         "usage":{"input_tokens":1,"output_tokens":1,"total_tokens":2}}
        """;
    assertOnlyItsSignerGets(RESPONSES, OPENAI, encrypted, "gAAAA+/==");
  }

  /** Google answers 400 to a call without a signature, and documents what to write instead. */
  @ParameterizedTest
  @ValueSource(strings = {CHAT, MESSAGES, RESPONSES, GENERATE})
  void aConversationThatBeganElsewhereGoesOnAtGeminiWithACallMarkedAsUnsigned(String path) {
    ClientRequest next = nextTurn(path, CLAUDE, SIGNED_THOUGHT);
    UpstreamRequest sent = Calls.translate(next, GEMINI);
    JsonNode parts = Json.read(sent.body()).path("contents").path(1).path("parts");
    assertThat(parts).hasSize(1);
    assertThat(parts.path(0).path("functionCall").path("name").asString()).isEqualTo("f");
    assertThat(parts.path(0).path("thoughtSignature").asString())
        .isEqualTo("skip_thought_signature_validator");
    assertThat(sent.adapted())
        .contains("a tool call of another model was marked as unsigned for Gemini");
    assertThat(Json.text(Calls.sent(next, Calls.target(Vendors.GEMINI, "gemini-2.5-pro"))))
        .doesNotContain("skip_thought_signature_validator");
  }

  @Test
  void onlyTheFirstOfSeveralUnsignedCallsIsMarkedWhateverTheSpelling() {
    String body =
        """
        {"contents":[{"role":"user","parts":[{"text":"Hi"}]},
          {"role":"model","parts":[{"text":"hm","thought":true,"thought_signature":"dGcxLkFOVEhST1BJQy5zLngu"},
            {"function_call":{"name":"f","args":{"a":1.10}}}]},
          {"role":"model","parts":{"function_call":{"name":"g","args":{}}}},
          {"role":"user","parts":[{"text":"Look"},{"inline_data":{"mime_type":"image/png","data":"AAAA"}}]}]}
        """;
    JsonNode contents = Calls.sent(Calls.request(GENERATE, body), GEMINI).path("contents");
    assertThat(contents.path(1).path("parts").toString())
        .isEqualTo(
            "[{\"function_call\":{\"name\":\"f\",\"args\":{\"a\":1.10}},"
                + "\"thoughtSignature\":\"skip_thought_signature_validator\"}]");
    assertThat(contents.path(2).path("parts").toString())
        .isEqualTo("{\"function_call\":{\"name\":\"g\",\"args\":{}}}");
    assertThat(contents.path(3).toString()).doesNotContain("ignature");
  }

  @Test
  void whatGeminiItselfSignedPassesThroughAsItIs() {
    String body =
        """
        {"contents":[{"role":"user","parts":[{"text":"Hi"}]},
          {"role":"model","parts":[{"functionCall":{"name":"f","args":{"a":1.10}},"thoughtSignature":"s\\u0067"},
            {"functionCall":{"name":"g","args":{}}}]},
          {"role":"user","parts":[{"functionResponse":{"name":"f","response":{}}},
            {"functionResponse":{"name":"g","response":{}}}]}]}
        """;
    UpstreamRequest sent = Calls.translate(Calls.request(GENERATE, body), GEMINI);
    assertThat(sent.body()).isEqualTo(body.getBytes(UTF_8));
    assertThat(sent.adapted()).isEmpty();
  }

  @Test
  void aConversationThatBeganAtGeminiGoesOnAtOpenAiWithoutItsSignatures() {
    String sent = Json.text(Calls.sent(Calls.chat(chatTurn(SIGNED_CALL, GEMINI)), OPENAI));
    assertThat(sent).contains("tool_call_id").doesNotContain("__tg1_");
  }
}
