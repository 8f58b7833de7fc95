package io.tollgate.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How likely the tokens of an answer were, between those who can say it. */
class LogprobTests {
  private static final Target GEMINI = Calls.target(Vendors.GEMINI, "gemini-2.5-flash");
  private static final Target OPENAI = Calls.target(Vendors.OPENAI, "gpt");
  private static final Target OLLAMA = Calls.target(Vendors.find("ollama").orElseThrow(), "llama");

  private static final ClientRequest CHAT =
      Calls.chat(
          """
          {"model":"m","messages":[{"role":"user","content":"Hi"}],"logprobs":true,
           "top_logprobs":2}
          """);
  private static final ClientRequest CONTENTS =
      Calls.request(
          "/v1beta/models/m:generateContent",
          """
          {"contents":[{"role":"user","parts":[{"text":"Hi"}]}],
           "generationConfig":{"responseLogprobs":true,"logprobs":2}}
          """);

  private static final String GEMINIS =
      """
      {"candidates":[{"content":{"role":"model","parts":[{"text":"ö"}]},"finishReason":"STOP",
        "logprobsResult":{"topCandidates":[{"candidates":[{"token":"ö","logProbability":-0.25},
          {"token":"o","logProbability":-1.50}]}],
         "chosenCandidates":[{"token":"ö","tokenId":7,"logProbability":-0.25}]}}]}
      """;

  private static final String SCORES =
      """
      [{"token":"ö","logprob":-0.25,"bytes":[195,182],"top_logprobs":[
         {"token":"ö","logprob":-0.25,"bytes":[195,182]},
         {"token":"o","logprob":-1.50,"bytes":[111]}]}]
      """;

  private static JsonNode shown(ClientRequest client, Target target, String body) {
    ClientReply reply = (ClientReply) Calls.answer(client, target, 200, body.getBytes(UTF_8));
    assertThat(reply.dropped()).isEmpty();
    return Json.read(reply.body());
  }

  @Test
  void theyAreAskedForInTheProvidersWords() {
    JsonNode config = Calls.sent(CHAT, GEMINI).path("generationConfig");
    assertThat(config).isEqualTo(Json.read("{\"responseLogprobs\":true,\"logprobs\":2}"));
    for (Target target : new Target[] {OPENAI, OLLAMA}) {
      JsonNode sent = Calls.sent(CONTENTS, target);
      assertThat(sent.path("logprobs").asBoolean()).isTrue();
      assertThat(sent.path("top_logprobs").asInt()).isEqualTo(2);
    }
    Target claude = Calls.target(Vendors.ANTHROPIC, "claude-haiku-4-5");
    assertThat(Calls.translate(CHAT, claude).dropped()).containsExactly("logprobs");
  }

  @Test
  void aChatClientReadsThoseOfGeminiAndOfOllama() {
    JsonNode choice = shown(CHAT, GEMINI, GEMINIS).path("choices").path(0);
    assertThat(choice.path("logprobs").path("content").toString())
        .isEqualTo(Json.read(SCORES).toString());
    String ollamas =
        """
        {"model":"m","message":{"role":"assistant","content":"ö"},"logprobs":%s,"done":true,
         "done_reason":"stop"}
        """
            .formatted(SCORES);
    assertThat(
            shown(CHAT, OLLAMA, ollamas)
                .path("choices")
                .path(0)
                .path("logprobs")
                .path("content")
                .toString())
        .isEqualTo(Json.read(SCORES).toString());
  }

  @Test
  void aGeminiClientReadsThoseOfChat() {
    String chats =
        """
        {"id":"x","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"ö"},
          "logprobs":{"content":%s},"finish_reason":"stop"}]}
        """
            .formatted(SCORES);
    JsonNode result =
        shown(CONTENTS, OPENAI, chats).path("candidates").path(0).path("logprobsResult");
    assertThat(result.path("chosenCandidates").path(0).path("token").asString()).isEqualTo("ö");
    assertThat(result.path("topCandidates").path(0).path("candidates").path(1).toString())
        .isEqualTo("{\"token\":\"o\",\"logProbability\":-1.50}");
  }
}
