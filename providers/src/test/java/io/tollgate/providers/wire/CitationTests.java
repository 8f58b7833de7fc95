package io.tollgate.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.conversation.AnswerFold;
import io.tollgate.providers.conversation.Citation;
import io.tollgate.providers.conversation.Citation.Span;
import io.tollgate.providers.conversation.ForeignState;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.conversation.UpstreamFormat;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import io.tollgate.providers.wire.anthropic.AnthropicFormat;
import io.tollgate.providers.wire.bedrock.BedrockFormat;
import io.tollgate.providers.wire.cohere.CohereFormat;
import io.tollgate.providers.wire.gemini.GeminiFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Where the text of an answer comes from, for clients of other formats than the provider's. */
class CitationTests {
  private static final Target GEMINI = Calls.target(Vendors.GEMINI, "gemini-2.5-flash");

  /** Places are bytes: the first word has 7 letters and 8 bytes. */
  private static final String GROUNDED =
      """
      {"candidates":[{"content":{"role":"model","parts":[{"text":"Zürich: it rains."}]},
       "finishReason":"STOP","index":0,"groundingMetadata":{"webSearchQueries":["weather"],
        "groundingChunks":[{"web":{"uri":"https://a.test/1","title":"a.test"}},
          {"web":{"uri":"https://b.test/2","title":"b.test"}}],
        "groundingSupports":[{"segment":{"startIndex":9,"endIndex":18,"text":"it rains."},
          "groundingChunkIndices":[0]}]}}],
       "usageMetadata":{"promptTokenCount":7,"candidatesTokenCount":5,"totalTokenCount":12}}
      """;

  private static ClientRequest chat() {
    return Calls.chat("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
  }

  private static ClientRequest messages() {
    return Calls.request(
        "/v1/messages",
        """
        {"model":"m","max_tokens":9,"messages":[{"role":"user","content":"Hi"}]}
        """);
  }

  private static ClientReply reply(ClientRequest client, Target target, String body) {
    return (ClientReply) Calls.answer(client, target, 200, body.getBytes(UTF_8));
  }

  private static JsonNode shown(ClientRequest client, String body) {
    return Json.read(reply(client, GEMINI, body).body());
  }

  private static List<Citation> read(UpstreamFormat format, String body) {
    AnswerFold fold = new AnswerFold();
    format.decode(Json.read(body), fold);
    return fold.answer().choices().getFirst().parts().stream()
        .filter(Part.Cited.class::isInstance)
        .map(part -> ((Part.Cited) part).citation())
        .toList();
  }

  @Test
  void placesAreCountedInCharactersWhateverTheProviderCounts() {
    assertThat(read(new GeminiFormat(), GROUNDED))
        .containsExactly(
            new Citation("https://a.test/1", "a.test", null, new Span(8, 17)),
            new Citation("https://b.test/2", "b.test", null, null));
  }

  @Test
  void aChatClientGetsAnnotations() {
    JsonNode message = shown(chat(), GROUNDED).path("choices").path(0).path("message");
    assertThat(message.path("annotations").path(0))
        .isEqualTo(
            Json.read(
                """
                {"type":"url_citation","url_citation":{"url":"https://a.test/1","title":"a.test",
                  "start_index":8,"end_index":17}}
                """));
  }

  @Test
  void aResponsesClientGetsAnnotationsOfTheText() {
    ClientRequest client = Calls.request("/v1/responses", "{\"model\":\"m\",\"input\":\"x\"}");
    JsonNode text = shown(client, GROUNDED).path("output").path(0).path("content").path(0);
    assertThat(text.path("annotations").path(0))
        .isEqualTo(
            Json.read(
                """
                {"type":"url_citation","url":"https://a.test/1","title":"a.test","start_index":8,
                 "end_index":17}
                """));
    String frame = "data: " + GROUNDED.replace('\n', ' ') + "\n\n";
    String seen = Calls.run(Calls.stream(client, GEMINI), frame.getBytes(UTF_8), 50);
    assertThat(seen)
        .containsSubsequence(
            "event: response.output_text.delta",
            "event: response.output_text.annotation.added",
            "\"annotation_index\":0,\"annotation\":{\"type\":\"url_citation\"",
            "\"annotation_index\":1",
            "event: response.output_text.done",
            "event: response.completed");
  }

  @Test
  void aMessagesClientGetsThePagesOfItsTextAndNeverHandsThemToClaude() {
    JsonNode block = shown(messages(), GROUNDED).path("content").path(0);
    JsonNode citation = block.path("citations").path(0);
    assertThat(citation.path("type").asString()).isEqualTo("web_search_result_location");
    assertThat(citation.path("url").asString()).isEqualTo("https://a.test/1");
    assertThat(citation.path("title").asString()).isEqualTo("a.test");
    String history = "{\"messages\":[{\"role\":\"assistant\",\"content\":[" + block + "]}]}";
    Target claude = Calls.target(Vendors.ANTHROPIC, "claude-opus-4-8");
    String sent = new String(ForeignState.removed(history.getBytes(UTF_8), claude), UTF_8);
    assertThat(sent).contains("it rains.").doesNotContain("a.test");
  }

  @Test
  void aBlockRestsOnItsSourcesWheneverTheyAreNamed() {
    String answer =
        """
        {"id":"x","content":[{"type":"text","text":"I looked: "},{"type":"text","text":"it rains.",
          "citations":[{"type":"web_search_result_location","url":"https://a.test/1",
            "title":"A","cited_text":"Rain.","encrypted_index":"E"}]}],"stop_reason":"end_turn"}
        """;
    assertThat(read(new AnthropicFormat(), answer))
        .containsExactly(new Citation("https://a.test/1", "A", "Rain.", new Span(10, 19)));
  }

  @Test
  void aSourceWithoutAnAddressIsNamedWhereItHasNoPlace() {
    String answer =
        """
        {"output":{"message":{"role":"assistant","content":[{"citationsContent":{
           "content":[{"text":"It rains."}],"citations":[{"title":"Report","sourceContent":[
             {"text":"Rain."}],"location":{"documentPage":{"documentIndex":0,"start":1,"end":2}}}]}}]}},
         "stopReason":"end_turn","usage":{"inputTokens":1,"outputTokens":2,"totalTokens":3}}
        """;
    assertThat(read(new BedrockFormat(), answer))
        .containsExactly(new Citation(null, "Report", "Rain.", new Span(0, 9)));
    Target bedrock = Calls.target(Vendors.BEDROCK, "anthropic.claude-opus-4-8");
    assertThat(reply(chat(), bedrock, answer).dropped()).containsExactly("answer.citations");
    ClientRequest gemini =
        Calls.request(
            "/v1beta/models/m:generateContent",
            "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]}");
    ClientReply carried = reply(gemini, bedrock, answer);
    assertThat(carried.dropped()).isEmpty();
    assertThat(Json.read(carried.body()).path("candidates").path(0).path("groundingMetadata"))
        .isEqualTo(
            Json.read(
                """
                {"groundingChunks":[{"retrievedContext":{"title":"Report","text":"Rain."}}],
                 "groundingSupports":[{"segment":{"startIndex":0,"endIndex":9,"text":"It rains."},
                   "groundingChunkIndices":[0]}]}
                """));
  }

  @Test
  void coheresSourcesHaveTheirPlaces() {
    String answer =
        """
        {"id":"x","message":{"role":"assistant","content":[{"type":"text","text":"It rains."}],
          "citations":[{"start":3,"end":9,"text":"rains.","type":"TEXT_CONTENT","sources":[
            {"type":"document","id":"d","document":{"title":"T","url":"https://a.test/1",
             "text":"Rain."}}]}]},"finish_reason":"COMPLETE"}
        """;
    assertThat(read(new CohereFormat(), answer))
        .containsExactly(new Citation("https://a.test/1", "T", "Rain.", new Span(3, 9)));
  }

  @Test
  void aStreamNamesTheSourcesThatHaveNoPlace() {
    Target claude = Calls.target(Vendors.ANTHROPIC, "claude-haiku-4-5");
    ResponseStream stream = Calls.stream(chat(), claude);
    String seen =
        Calls.run(
            stream,
            """
            event: message_start
            data: {"type":"message_start","message":{"id":"m","model":"c"}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"citations_delta","citation":{"type":"char_location","cited_text":"Rain.","document_index":0,"document_title":"Report"}}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"citations_delta","citation":{"type":"web_search_result_location","cited_text":"Rain.","url":"https://a.test/1","title":"A"}}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"It rains."}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":2}}

            event: message_stop
            data: {"type":"message_stop"}

            """
                .getBytes(UTF_8),
            40);
    assertThat(seen).contains("\"start_index\":0,\"end_index\":9").contains("[DONE]");
    assertThat(stream.dropped()).containsExactly("answer.citations");
  }

  @Test
  void whoeverWantsADocumentCitedIsToldWhereItCannotBe() {
    ClientRequest client =
        Calls.request(
            "/v1/messages",
            """
            {"model":"m","max_tokens":9,"messages":[{"role":"user","content":[{"type":"document",
              "citations":{"enabled":true},
              "source":{"type":"text","media_type":"text/plain","data":"Rain."}}]}]}
            """);
    assertThat(Calls.translate(client, GEMINI).dropped())
        .containsExactly("messages[].content[].citations");
  }

  @Test
  void pagesThatAWholeAnswerRestsOnAreCitedOnce() {
    Target perplexity = Calls.target(Vendors.find("perplexity").orElseThrow(), "sonar");
    String chunk =
        "data: {\"id\":\"x\",\"model\":\"sonar\",\"citations\":[\"https://a.test/1\"],"
            + "\"search_results\":[{\"title\":\"A\",\"url\":\"https://a.test/1\"}],"
            + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"},\"finish_reason\":%s}]}\n\n";
    String stream = chunk.formatted("It ", "null") + chunk.formatted("rains.", "\"stop\"");
    String seen = Calls.run(Calls.stream(messages(), perplexity), stream.getBytes(UTF_8), 1000);
    assertThat(seen.split("citations_delta", -1)).hasSize(2);
    assertThat(seen).contains("\"url\":\"https://a.test/1\",\"title\":\"A\"", "message_stop");
  }
}
