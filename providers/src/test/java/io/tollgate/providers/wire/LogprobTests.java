package io.tollgate.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import java.util.List;
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

  private static final ClientRequest RESPONSES =
      Calls.request(
          "/v1/responses",
          """
          {"model":"m","input":"Hi","include":["message.output_text.logprobs"],"top_logprobs":2,
           "stream":true}
          """);
  private static final ClientRequest COMPLETIONS =
      Calls.request(
          "/v1/completions", "{\"model\":\"m\",\"prompt\":\"Hi\",\"logprobs\":2,\"stream\":true}");
  private static final Target COHERE = Calls.target(Vendors.COHERE, "command-a-03-2025");

  @Test
  void responsesAndCompletionsAskForThemInWordsOfTheirOwn() {
    for (ClientRequest request : new ClientRequest[] {RESPONSES, COMPLETIONS}) {
      JsonNode config = Calls.sent(request, GEMINI).path("generationConfig");
      assertThat(config).isEqualTo(Json.read("{\"responseLogprobs\":true,\"logprobs\":2}"));
    }
    Target claude = Calls.target(Vendors.ANTHROPIC, "claude-haiku-4-5");
    assertThat(Calls.translate(RESPONSES, claude).dropped()).contains("include");
    String none =
        "{\"model\":\"m\",\"input\":\"Hi\",\"include\":[\"reasoning.encrypted_content\"]}";
    assertThat(Calls.translate(Calls.request("/v1/responses", none), claude).dropped()).isEmpty();
  }

  @Test
  void aResponseHasThemWithItsTextWholeAndStreamed() {
    String scores = Json.read(SCORES).toString();
    JsonNode text = shown(RESPONSES, GEMINI, GEMINIS).at("/output/0/content/0");
    assertThat(text.path("logprobs").toString()).isEqualTo(scores);

    String stream = "data: " + GEMINIS.replace("\n", "") + "\r\n\r\n";
    List<JsonNode> events = data(Calls.run(Calls.stream(RESPONSES, GEMINI), bytes(stream), 90));
    assertThat(events)
        .filteredOn(event -> event.path("type").asString().startsWith("response.output_text"))
        .extracting(event -> event.path("logprobs").toString())
        .containsExactly("[]", scores, scores);
    assertThat(events.getLast().at("/response/output/0/content/0/logprobs").toString())
        .isEqualTo(scores);
  }

  /** Each kind of thing in a list of its own, and where the token begins. */
  @Test
  void aCompletionHasThemInListsWholeAndStreamed() {
    String two =
        GEMINIS
            .replace("[{\"candidates\"", "[{\"candidates\":[]},{\"candidates\"")
            .replace(
                "[{\"token\":\"ö\",\"tokenId\"",
                "[{\"token\":\"ab\",\"logProbability\":-1},{\"token\":\"ö\",\"tokenId\"");
    String expected =
        """
        {"tokens":["ab","ö"],"token_logprobs":[-1,-0.25],
         "top_logprobs":[{},{"ö":-0.25,"o":-1.50}],"text_offset":[%d,%d]}
        """;
    JsonNode choice = shown(COMPLETIONS, GEMINI, two).path("choices").path(0);
    assertThat(choice.path("logprobs")).isEqualTo(Json.read(expected.formatted(0, 2)));

    String chunk = two.replace("\n", "");
    String stream =
        "data: "
            + chunk.replace("\"finishReason\":\"STOP\",", "")
            + "\r\n\r\ndata: "
            + chunk
            + "\r\n\r\n";
    List<JsonNode> chunks = data(Calls.run(Calls.stream(COMPLETIONS, GEMINI), bytes(stream), 90));
    assertThat(chunks)
        .extracting(one -> one.at("/choices/0/logprobs"))
        .filteredOn(JsonNode::isObject)
        .containsExactly(Json.read(expected.formatted(0, 2)), Json.read(expected.formatted(3, 5)));
  }

  @Test
  void coheresAreReadWholeAndStreamed() {
    assertThat(Calls.sent(CHAT, COHERE).path("logprobs").asBoolean()).isTrue();
    assertThat(Calls.translate(CHAT, COHERE).dropped()).containsExactly("top_logprobs");
    String whole =
        """
        {"id":"x","message":{"role":"assistant","content":[{"type":"text","text":"ö"}]},
         "finish_reason":"COMPLETE","logprobs":[{"token_ids":[7],"text":"ö","logprobs":[-0.25]}]}
        """;
    String scores = "[{\"token\":\"ö\",\"logprob\":-0.25,\"bytes\":[195,182],\"top_logprobs\":[]}]";
    assertThat(shown(CHAT, COHERE, whole).at("/choices/0/logprobs/content").toString())
        .isEqualTo(scores);
    String stream =
        """
        data: {"type":"content-delta","index":0,"delta":{"message":{"content":{"text":"ö"}}},\
        "logprobs":{"token_ids":[7],"text":"ö","logprobs":[-0.25]}}

        data: {"type":"message-end","delta":{"finish_reason":"COMPLETE"}}

        """;
    assertThat(Calls.run(Calls.stream(CHAT, COHERE), bytes(stream), 30)).contains(scores);
  }

  /** Cohere scores pieces of text, of which one may be several tokens. */
  @Test
  void aPieceOfSeveralTokensHasItsTextOnce() {
    String whole =
        """
        {"id":"x","message":{"role":"assistant","content":[{"type":"text","text":"Hello"}]},
         "finish_reason":"COMPLETE",
         "logprobs":[{"token_ids":[7,8],"text":"Hello","logprobs":[-0.25,-1.50]}]}
        """;
    List<JsonNode> tokens =
        shown(CHAT, COHERE, whole).at("/choices/0/logprobs/content").values().stream().toList();
    assertThat(tokens).extracting(one -> one.path("token").asString()).containsExactly("Hello", "");
    assertThat(tokens)
        .extracting(one -> one.path("logprob").toString())
        .containsExactly("-0.25", "-1.50");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static List<JsonNode> data(String stream) {
    return stream
        .lines()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> Json.read(line.substring(6)))
        .toList();
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
