package io.tollgate.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Quirks;
import io.tollgate.providers.vendor.Vendor;
import io.tollgate.providers.vendor.Vendors;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What one vendor signed goes to no other, though both speak the same format. */
class SignerTests {
  private static final Target GEMINI = Calls.target(Vendors.GEMINI, "gemini-3-pro");
  private static final Target VERTEX = Calls.target(vendor("vertex"), "gemini-3-pro");
  private static final Target CLAUDE = Calls.target(Vendors.ANTHROPIC, "claude-opus-4-8");
  private static final Target VERTEX_CLAUDE =
      Calls.target(vendor("vertex-anthropic"), "claude-opus-4-8");
  private static final Target OTHER_CLAUDE = custom("https://one.example");
  private static final Target THIRD_CLAUDE = custom("https://two.example");
  private static final Target OPENAI = Calls.target(Vendors.OPENAI, "gpt");
  private static final Target AZURE = Calls.target(vendor("azure"), "gpt");

  private static final String SIGNED_CALL =
      """
      {"candidates":[{"content":{"role":"model","parts":[{"functionCall":{"name":"f","args":{"signature":"mine","n":1.0e0,"t":"\\u00e9"}},
        "thoughtSignature":"c2lnbmVk"}]},"finishReason":"STOP","index":0}]}\
      """;
  private static final String THOUGHT =
      """
      {"id":"msg_1","type":"message","role":"assistant","model":"c","content":[
        {"signature":"EqQB+/==","type":"thinking","thinking":"hm"},{"type":"redacted_thinking","data":"UmVk"},
        {"type":"tool_use","id":"toolu_1","name":"f","input":{"signature":"mine","data":"mine","n":1.0e0,"t":"\\u00e9"}}],
       "stop_reason":"tool_use","usage":{"input_tokens":1,"output_tokens":1}}\
      """;
  private static final String ENCRYPTED =
      """
      {"id":"resp_1","object":"response","status":"completed","model":"gpt","output":[
        {"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"gAAAAsecret"},
        {"type":"message","id":"msg_1","role":"assistant","content":[{"type":"output_text","text":"Hi"}]}],
       "usage":{"input_tokens":1,"output_tokens":1,"total_tokens":2}}\
      """;

  private static Vendor vendor(String id) {
    return Vendors.find(id).orElseThrow();
  }

  private static Target custom(String address) {
    return new Target(
        Vendor.custom(WireFormat.ANTHROPIC, Quirks.NONE),
        URI.create(address),
        "claude-opus-4-8",
        CLAUDE.credential(),
        Map.of(),
        false);
  }

  private static String answer(String path, String question, Target from, String answer) {
    ClientReply reply =
        (ClientReply)
            Calls.answer(Calls.request(path, question), from, 200, answer.getBytes(UTF_8));
    return new String(reply.body(), UTF_8);
  }

  private static String sent(String path, String body, Target to) {
    return new String(Calls.translate(Calls.request(path, body), to).body(), UTF_8);
  }

  private static final String MESSAGES = "/v1/messages";
  private static final String MESSAGE =
      "{\"model\":\"claude-opus-4-8\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}%s]}";

  /** The client's next request, with the content of an answer in it as it came. */
  private static String messageAfter(String answer) {
    String content = answer.substring(answer.indexOf("[\n"), answer.indexOf("],\n") + 1);
    return MESSAGE.formatted(",{\"role\":\"assistant\",\"content\":" + content + "}");
  }

  @Test
  void aThoughtThatPassesComesBackToItsVendorByteForByte() {
    String given = answer(MESSAGES, MESSAGE.formatted(""), CLAUDE.amongOthers(), THOUGHT);
    assertThat(given)
        .doesNotContain("EqQB", "UmVk")
        .contains("{\"signature\":\"mine\",\"data\":\"mine\",\"n\":1.0e0,\"t\":\"\\u00e9\"}");
    assertThat(sent(MESSAGES, messageAfter(given), CLAUDE)).isEqualTo(messageAfter(THOUGHT));
  }

  @Test
  void aThoughtThatPassesGoesToNoOtherVendorOfItsFormat() {
    String owners = answer(MESSAGES, MESSAGE.formatted(""), CLAUDE.amongOthers(), THOUGHT);
    String others = answer(MESSAGES, MESSAGE.formatted(""), OTHER_CLAUDE.amongOthers(), THOUGHT);
    assertThat(sent(MESSAGES, messageAfter(owners), OTHER_CLAUDE)).satisfies(SignerTests::unsigned);
    assertThat(sent(MESSAGES, messageAfter(others), CLAUDE)).satisfies(SignerTests::unsigned);
    assertThat(sent(MESSAGES, messageAfter(others), THIRD_CLAUDE)).satisfies(SignerTests::unsigned);
    assertThat(sent(MESSAGES, messageAfter(others), GEMINI)).satisfies(SignerTests::unsigned);
    assertThat(sent(MESSAGES, messageAfter(others), OTHER_CLAUDE)).contains("EqQB+/==", "UmVk");
  }

  private static void unsigned(String sent) {
    assertThat(sent).contains("mine").doesNotContain("EqQB", "UmVk", "dGcx", "thinking\"");
  }

  /** Anthropic says so of its own API and of Claude on Vertex AI. */
  @Test
  void whereverClaudeIsHostedItTakesItsOwnThoughts() {
    String given = answer(MESSAGES, MESSAGE.formatted(""), CLAUDE.amongOthers(), THOUGHT);
    assertThat(sent(MESSAGES, messageAfter(given), VERTEX_CLAUDE)).contains("EqQB+/==", "UmVk");
    given = answer(MESSAGES, MESSAGE.formatted(""), VERTEX_CLAUDE.amongOthers(), THOUGHT);
    assertThat(sent(MESSAGES, messageAfter(given), CLAUDE)).isEqualTo(messageAfter(THOUGHT));
  }

  @Test
  void aVendorThatIsAloneInItsFormatIsGivenAsItCame() {
    assertThat(answer(MESSAGES, MESSAGE.formatted(""), CLAUDE, THOUGHT)).isEqualTo(THOUGHT);
  }

  @Test
  void aStreamedThoughtIsSealedAsAWholeOneIs() {
    String stream =
        """
        event: message_start
        data: {"type":"message_start","message":{"id":"m","type":"message","role":"assistant","model":"c","content":[],"usage":{"input_tokens":1,"output_tokens":1}}}

        event: content_block_start
        data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"EqQB+/=="}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":0}

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":1}}

        event: message_stop
        data: {"type":"message_stop"}

        """;
    String question =
        MESSAGE.formatted("").replace("\"max_tokens\"", "\"stream\":true,\"max_tokens\"");
    ClientRequest request = Calls.request(MESSAGES, question);
    Target target = CLAUDE.amongOthers();
    String whole = answer(MESSAGES, MESSAGE.formatted(""), target, THOUGHT);
    String sealed = Json.read(whole).at("/content/0/signature").asString();

    String given = Calls.run(Calls.stream(request, target), stream.getBytes(UTF_8), 7);

    assertThat(given).isEqualTo(stream.replace("EqQB+/==", sealed));
    Calls.assertCutsDoNotMatter(() -> Calls.stream(request, target), stream.getBytes(UTF_8));
  }

  private static final String CONTENTS =
      "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}%s]}";

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void geminiAndVertexSignForThemselves(boolean streamed) {
    String path = "/v1/models/m:" + (streamed ? "streamGenerateContent" : "generateContent");
    for (Target[] pair : new Target[][] {{GEMINI, VERTEX}, {VERTEX, GEMINI}}) {
      String given = contents(path, pair[0].amongOthers(), streamed);
      assertThat(given).contains("{\"signature\":\"mine\",\"n\":1.0e0,\"t\":\"\\u00e9\"}");
      JsonNode content = Json.read(given).at("/candidates/0/content");
      String next = CONTENTS.formatted("," + Json.text(content));
      assertThat(sent(path, next, pair[0])).contains("c2lnbmVk").doesNotContain("dGcx");
      assertThat(sent(path, next, pair[1])).doesNotContain("c2lnbmVk", "dGcx").contains("mine");
    }
  }

  private static String contents(String path, Target target, boolean streamed) {
    if (!streamed) {
      return answer(path, CONTENTS.formatted(""), target, SIGNED_CALL);
    }
    ClientRequest request = Calls.request(path, "alt=sse", Headers.NONE, CONTENTS.formatted(""));
    String line = "data: " + SIGNED_CALL.replace("\n", "") + "\r\n\r\n";
    String given = Calls.run(Calls.stream(request, target), line.getBytes(UTF_8), 11);
    return given.substring("data: ".length()).strip();
  }

  @Test
  void encryptedReasoningGoesToNoOtherVendor() {
    String question = "{\"model\":\"gpt\",\"input\":\"Hi\"}";
    String given = answer("/v1/responses", question, OPENAI.amongOthers(), ENCRYPTED);
    assertThat(given).doesNotContain("gAAAA");
    ObjectNode next = Json.object().put("model", "gpt");
    next.set("input", Json.read(given).path("output"));
    assertThat(sent("/v1/responses", Json.text(next), OPENAI))
        .contains("\"encrypted_content\":\"gAAAAsecret\"");
    assertThat(sent("/v1/responses", Json.text(next), AZURE))
        .doesNotContain("gAAAA", "dGcx", "rs_1")
        .contains("Hi");
  }

  @Test
  void aTranslatedSignatureSaysWhoSignedIt() {
    String chat = "/v1/chat/completions";
    String question = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    for (Target[] pair : new Target[][] {{GEMINI, VERTEX}, {VERTEX, GEMINI}}) {
      ObjectNode next = (ObjectNode) Json.read(question);
      next.withArray("messages")
          .add(Json.read(answer(chat, question, pair[0], SIGNED_CALL)).at("/choices/0/message"));
      assertThat(sent(chat, Json.text(next), pair[0])).contains("c2lnbmVk");
      assertThat(sent(chat, Json.text(next), pair[1])).doesNotContain("c2lnbmVk").contains("mine");
    }
  }

  @Test
  void aTranslatedThoughtSaysWhoSignedIt() {
    String chat = "/v1/chat/completions";
    String question = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    ObjectNode next = (ObjectNode) Json.read(question);
    next.withArray("messages")
        .add(Json.read(answer(chat, question, OTHER_CLAUDE, THOUGHT)).at("/choices/0/message"));
    assertThat(sent(chat, Json.text(next), OTHER_CLAUDE)).contains("EqQB+/==", "UmVk");
    assertThat(sent(chat, Json.text(next), CLAUDE)).satisfies(SignerTests::unsigned);
    assertThat(sent(chat, Json.text(next), THIRD_CLAUDE)).satisfies(SignerTests::unsigned);
  }
}
