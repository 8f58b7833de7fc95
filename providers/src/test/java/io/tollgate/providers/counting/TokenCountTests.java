package io.tollgate.providers.counting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.providers.Calls;
import io.tollgate.providers.Translators;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
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
