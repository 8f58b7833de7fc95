package io.tollgate.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a provider signed comes back to it through any client, and goes to nobody else. */
class SignatureRoundTripTests {
  private static final Target GEMINI = Calls.target(Vendors.GEMINI, "gemini-3-pro");
  private static final Target CLAUDE = Calls.target(Vendors.ANTHROPIC, "claude-opus-4-8");
  private static final Target BEDROCK = Calls.target(Vendors.BEDROCK, "anthropic.claude-opus-4-8");
  private static final Target OPENAI = Calls.target(Vendors.OPENAI, "gpt");
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
    ClientReply reply =
        (ClientReply)
            Calls.answer(Calls.request(path, QUESTION), target, 200, answer.getBytes(UTF_8));
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

  @Test
  void aConversationThatBeganAtGeminiGoesOnAtOpenAiWithoutItsSignatures() {
    String sent = Json.text(Calls.sent(Calls.chat(chatTurn(SIGNED_CALL, GEMINI)), OPENAI));
    assertThat(sent).contains("tool_call_id").doesNotContain("__tg1_");
  }
}
