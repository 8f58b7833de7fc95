package io.tollgate.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.Calls;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.conversation.Opaque;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A history from which another vendor's state was taken is still one that its reader accepts. */
class ForeignHistoryTests {
  private static final Target CLAUDE = Calls.target(Vendors.ANTHROPIC, "claude-opus-4-8");
  private static final Target OPENAI = Calls.target(Vendors.OPENAI, "gpt");

  private static final String QUESTION = "{\"role\":\"user\",\"content\":\"Hi\"}";
  private static final String CALL =
      "{\"type\":\"tool_use\",\"id\":\"toolu_%1$s\",\"name\":\"f\",\"input\":{}}";
  private static final String RESULT =
      ",{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"toolu_%s\",\"content\":\"1\"}]}";

  private static String signed(WireFormat format, String signer) {
    return new Opaque(format, signer, "signed", false).carriedIn(format);
  }

  private static String foreign(WireFormat format) {
    return signed(format, "custom-x");
  }

  private static String thought(String signature) {
    return "{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"" + signature + "\"},";
  }

  private static String answer(String blocks) {
    return ",{\"role\":\"assistant\",\"content\":[" + blocks + "]}";
  }

  private static UpstreamRequest messages(String thinking, String history) {
    String body =
        """
        {"model":"claude-opus-4-8","max_tokens":9000,"thinking":{"type":"%s"},
         "context_management":{"edits":[{"type":"clear_thinking_20251015"},{"type":"clear_tool_uses_20250919"}]},
         "messages":[%s%s]}
        """
            .formatted(thinking, QUESTION, history);
    return Calls.translate(Calls.request("/v1/messages", body), CLAUDE);
  }

  private static JsonNode sent(UpstreamRequest request) {
    return Json.read(request.body());
  }

  @Test
  void claudeIsNotToThinkOnWithoutTheThoughtsThatLedToTheCallsBeingAnswered() {
    String history =
        answer(thought(foreign(WireFormat.ANTHROPIC)) + CALL.formatted("1"))
            + RESULT.formatted("1")
            + answer(CALL.formatted("2"))
            + RESULT.formatted("2");

    UpstreamRequest request = messages("adaptive", history);

    assertThat(sent(request).has("thinking")).isFalse();
    assertThat(sent(request).at("/context_management/edits"))
        .isEqualTo(Json.read("[{\"type\":\"clear_tool_uses_20250919\"}]"));
    assertThat(sent(request).at("/messages/1/content/0/type").asString()).isEqualTo("tool_use");
    assertThat(request.adapted()).anyMatch(note -> note.startsWith("thinking was left off"));
    assertThat(sent(messages("disabled", history)).has("thinking")).isTrue();
  }

  @Test
  void claudeThinksWhereTheCallsAreAnsweredOrTheirThoughtsItsOwn() {
    String foreign = answer(thought(foreign(WireFormat.ANTHROPIC)) + CALL.formatted("1"));
    String own = answer(thought(signed(WireFormat.ANTHROPIC, "")) + CALL.formatted("2"));
    String open = RESULT.formatted("1") + "," + QUESTION;

    assertThat(sent(messages("adaptive", foreign + open)).has("thinking")).isTrue();
    JsonNode mixed = sent(messages("adaptive", foreign + open + own + RESULT.formatted("2")));
    assertThat(mixed.has("thinking")).isTrue();
    assertThat(mixed.toString()).contains("\"signature\":\"signed\"");
  }

  /** As one who asks Claude itself without them: it says what it misses. */
  @Test
  void thoughtsThatTheClientLeftOutAreItsOwnAffair() {
    String history =
        answer(thought(foreign(WireFormat.ANTHROPIC)) + "{\"type\":\"text\",\"text\":\"A\"}")
            + ","
            + QUESTION
            + answer(CALL.formatted("1"))
            + RESULT.formatted("1");
    assertThat(sent(messages("adaptive", history)).has("thinking")).isTrue();
  }

  private static final String SEARCH =
      """
      {"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{"query":"x"}}%s
      {"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[
        {"type":"web_search_result","url":"https://a.test","title":"A","encrypted_content":"%s"}]}\
      """;

  private static final String PAUSED = "]},{\"role\":\"assistant\",\"content\":[";

  @ParameterizedTest
  @ValueSource(strings = {",", PAUSED})
  void aSearchOfAnotherVendorGoesWithItsResults(String between) {
    String search = SEARCH.formatted(between, foreign(WireFormat.ANTHROPIC));
    String said =
        """
        ,{"type":"text","text":"It rains.","citations":[{"type":"web_search_result_location",
          "url":"https://a.test","title":"A","cited_text":"x","encrypted_index":"%s"}]}
        """
            .formatted(foreign(WireFormat.ANTHROPIC));
    JsonNode body = sent(messages("adaptive", answer(search + said) + "," + QUESTION));
    assertThat(body.at("/messages"))
        .isEqualTo(
            Json.read(
                "[%s,{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"It rains.\",\"citations\":[]}]},%s]"
                    .formatted(QUESTION, QUESTION)));
  }

  @Test
  void anAnswerThatWasNothingElseIsLeftOut() {
    String search = SEARCH.formatted(",", foreign(WireFormat.ANTHROPIC));
    assertThat(sent(messages("adaptive", answer(search) + "," + QUESTION)).path("messages"))
        .hasSize(2);
  }

  @Test
  void aSearchOfItsOwnComesBack() {
    String search = SEARCH.formatted(",", signed(WireFormat.ANTHROPIC, ""));
    assertThat(sent(messages("adaptive", answer(search) + "," + QUESTION)).toString())
        .contains("srvtoolu_1", "\"encrypted_content\":\"signed\"");
  }

  @Test
  void aHistoryThatAnotherVendorHasFoldedIsLeftOut() {
    String body =
        """
        {"model":"gpt","input":[{"type":"compaction","id":"cmp_1","encrypted_content":"%s"},
          {"role":"user","content":"Hi"}]}
        """
            .formatted(foreign(WireFormat.OPENAI));
    UpstreamRequest request = Calls.translate(Calls.request("/v1/responses", body), OPENAI);
    assertThat(new String(request.body(), UTF_8)).doesNotContain("compaction").contains("Hi");
  }
}
