package io.tollgate.providers.counting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.Calls;
import io.tollgate.providers.Translators;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Credential;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.conversation.Opaque;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class TokenCountTests {
  private static final Target CLAUDE = Calls.target(Vendors.ANTHROPIC, "claude-haiku-4-5");
  private static final Target GEMINI = Calls.target(Vendors.GEMINI, "gemini-2.5-flash");
  private static final Target OPENAI = Calls.target(Vendors.OPENAI, "gpt-5");

  private static final ClientRequest MESSAGES =
      Calls.request(
          "/v1/messages/count_tokens",
          """
          {"model":"m","system":"Be brief.","messages":[{"role":"user","content":"Hi"}],
           "tools":[{"name":"f","input_schema":{"type":"object","properties":{}}}]}
          """);

  private static final ClientRequest RESPONSES =
      Calls.request(
          "/v1/responses/input_tokens",
          "{\"model\":\"m\",\"instructions\":\"Be brief.\",\"input\":\"Hi\"}");

  @Test
  void geminiCountsTheWholeRequestOfAnAnthropicClient() {
    JsonNode sent = Calls.sent(MESSAGES, GEMINI);

    assertThat(Calls.translate(MESSAGES, GEMINI).uri().getPath()).endsWith(":countTokens");
    JsonNode whole = sent.path("generateContentRequest");
    assertThat(whole.path("model").asString()).isEqualTo("models/gemini-2.5-flash");
    assertThat(whole.at("/systemInstruction/parts/0/text").asString()).isEqualTo("Be brief.");
    assertThat(whole.at("/tools/0/functionDeclarations/0/name").asString()).isEqualTo("f");
    assertThat(answered(MESSAGES, GEMINI, "{\"totalTokens\":8}")).isEqualTo("{\"input_tokens\":8}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"contents":[{"role":"user","parts":[{"text":"Hi"}]}]}
        """,
        """
        {"generateContentRequest":{"model":"models/m","generationConfig":{"temperature":0.5},
          "contents":[{"role":"user","parts":[{"text":"Hi"}]}]}}
        """
      })
  void anthropicCountsForAGeminiClientInBothForms(String body) {
    ClientRequest request = Calls.request("/v1beta/models/m:countTokens", body);

    assertThat(Calls.translate(request, CLAUDE).uri().getPath()).endsWith("/messages/count_tokens");
    assertThat(Calls.translate(request, CLAUDE).headers())
        .anyMatch(header -> header.name().equals("anthropic-version"));
    assertThat(Calls.sent(request, CLAUDE))
        .isEqualTo(
            Json.read(
                """
                {"model":"claude-haiku-4-5",
                 "messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}]}
                """));
    assertThat(answered(request, CLAUDE, "{\"input_tokens\":14}"))
        .isEqualTo("{\"totalTokens\":14}");
  }

  @Test
  void whatAnotherVendorHasSignedIsNotCounted() {
    String foreign =
        new Opaque(WireFormat.ANTHROPIC, "custom-x", "secret", false)
            .carriedIn(WireFormat.ANTHROPIC);
    String body =
        """
        {"contents":[{"role":"user","parts":[{"text":"Hi"}]},
          {"role":"model","parts":[{"text":"hm","thought":true,"thoughtSignature":"%s"},{"text":"A"}]},
          {"role":"user","parts":[{"text":"B"}]}]}
        """
            .formatted(foreign);
    ClientRequest request = Calls.request("/v1beta/models/m:countTokens", body);

    assertThat(Calls.sent(request, CLAUDE).at("/messages/1/content"))
        .isEqualTo(Json.read("[{\"type\":\"text\",\"text\":\"A\"}]"));
  }

  @Test
  void openAiCountsForItsOwnClientsWithTheBytesTheyWrote() {
    assertThat(Calls.translate(RESPONSES, OPENAI).uri())
        .hasToString("https://api.openai.com/v1/responses/input_tokens");
    assertThat(Calls.sent(RESPONSES, OPENAI))
        .isEqualTo(
            Json.read("{\"model\":\"gpt-5\",\"instructions\":\"Be brief.\",\"input\":\"Hi\"}"));
    String count = "{\"object\":\"response.input_tokens\",\"input_tokens\":11}";
    assertThat(answered(RESPONSES, OPENAI, count)).isEqualTo(count);
    assertThat(Calls.answer(RESPONSES, OPENAI, 200, "{}".getBytes(UTF_8)))
        .isInstanceOf(UpstreamFailure.class);
  }

  @Test
  void othersCountForAClientOfOpenAis() {
    assertThat(Calls.sent(RESPONSES, CLAUDE).path("system").path(0).path("text").asString())
        .isEqualTo("Be brief.");
    assertThat(answered(RESPONSES, CLAUDE, "{\"input_tokens\":14}"))
        .isEqualTo("{\"object\":\"response.input_tokens\",\"input_tokens\":14}");
    assertThat(TokenCounts.size(RESPONSES)).isEqualTo(new PromptSize(11, 0));
  }

  /** By the model: it knows nothing of the profiles that offer one in several regions. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "anthropic.claude-sonnet-4-5-20250929-v1:0",
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0"
      })
  void bedrockCountsForClaude(String model) {
    Target bedrock = Calls.target(Vendors.BEDROCK, model);
    assertThat(Calls.translate(MESSAGES, bedrock).uri().getRawPath())
        .isEqualTo("/model/anthropic.claude-sonnet-4-5-20250929-v1%3A0/count-tokens");
    JsonNode converse = Calls.sent(MESSAGES, bedrock).path("input").path("converse");
    assertThat(converse.propertyNames()).containsExactly("system", "messages", "toolConfig");
    assertThat(answered(MESSAGES, bedrock, "{\"inputTokens\":8}"))
        .isEqualTo("{\"input_tokens\":8}");
  }

  @Test
  void bedrockCountsForNobodyElse() {
    Target nova = Calls.target(Vendors.BEDROCK, "amazon.nova-pro-v1:0");
    assertThat(Translators.find(Endpoint.COUNT_MESSAGE_TOKENS, nova)).isEmpty();
    byte[] words =
        "{\"message\":\"The provided model doesn't support counting tokens.\"}".getBytes(UTF_8);
    Headers type = name -> name.equals("x-amzn-errortype") ? "ValidationException" : null;
    assertThat(Calls.answer(MESSAGES, Calls.target(Vendors.BEDROCK, "x.claude"), 400, type, words))
        .extracting("kind")
        .isEqualTo(UpstreamFailure.Kind.NOT_FOUND);
  }

  /** It takes neither a request inside, nor what does not count. */
  @Test
  void vertexIsSentTheFieldsThatCount() {
    Target vertex =
        new Target(
            Vendors.find("vertex").orElseThrow(),
            URI.create("https://vertex.test/v1/projects/p/locations/l/publishers/google"),
            "gemini-2.5-flash",
            Credential.NONE,
            Map.of(),
            false);
    assertThat(Calls.sent(MESSAGES, vertex).propertyNames())
        .containsExactly("systemInstruction", "contents", "tools");
    ClientRequest wrapped =
        Calls.request(
            "/v1beta/models/m:countTokens",
            """
            {"generate_content_request":{"model":"models/m","safety_settings":[],
              "contents":[{"parts":[{"text":"Hi"}]}]}}
            """);
    assertThat(Calls.sent(wrapped, vertex))
        .isEqualTo(Json.read("{\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]}]}"));
    assertThat(Calls.sent(wrapped, GEMINI).has("generate_content_request")).isTrue();
  }

  @Test
  void anAnswerWithoutACountIsAFailure() {
    assertThat(Calls.answer(MESSAGES, GEMINI, 200, "{}".getBytes(UTF_8)))
        .isInstanceOf(UpstreamFailure.class);
  }

  @Test
  void whereTheProviderCountsNothingThereIsOnlyTheSize() {
    assertThat(Translators.find(Endpoint.COUNT_MESSAGE_TOKENS, OPENAI)).isEmpty();
    assertThat(TokenCounts.size(MESSAGES))
        .isEqualTo(new PromptSize("Be brief.".length() + 2 + 1 + SCHEMA.length(), 0));
  }

  @Test
  void aPictureIsNotMeasuredByItsBytes() {
    ClientRequest request =
        Calls.request(
            "/v1/messages/count_tokens",
            """
            {"model":"m","messages":[{"role":"user","content":[{"type":"image","source":
              {"type":"base64","media_type":"image/png","data":"%s"}}]}]}
            """
                .formatted("A".repeat(40_000)));

    assertThat(TokenCounts.size(request)).isEqualTo(new PromptSize(0, 1));
  }

  private static final String SCHEMA = "{\"type\":\"object\",\"properties\":{}}";

  private static String answered(ClientRequest request, Target target, String body) {
    var reply = (ClientReply) Calls.answer(request, target, 200, body.getBytes(UTF_8));
    return new String(reply.body(), UTF_8);
  }
}
