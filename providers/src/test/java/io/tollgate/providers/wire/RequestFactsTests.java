package io.tollgate.providers.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Single facts about requests, each as a client sends it and as its target gets it. */
class RequestFactsTests {
  private static final Target OPENAI = Calls.target(Vendors.OPENAI, "gpt-4.1");
  private static final Target CLAUDE = Calls.target(Vendors.ANTHROPIC, "claude-haiku-4-5");
  private static final Target GEMINI = Calls.target(Vendors.GEMINI, "gemini-2.5-flash");
  private static final Target BEDROCK =
      Calls.target(Vendors.BEDROCK, "anthropic.claude-haiku-4-5-20251001-v1:0");
  private static final String HI = "\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]}]";

  private static ClientRequest messages(String fields) {
    return Calls.request("/v1/messages", "{\"model\":\"m\",\"max_tokens\":9," + fields + "}");
  }

  private static ClientRequest gemini(String fields) {
    return Calls.request("/v1/models/m:generateContent", "{" + HI + "," + fields + "}");
  }

  private static ClientRequest chat(String fields) {
    return Calls.chat(
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]," + fields + "}");
  }

  private static ClientRequest said(String content) {
    return Calls.chat(
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":" + content + "}]}");
  }

  private static void assertRefused(ClientRequest request, Target target, String field) {
    assertThatThrownBy(() -> Calls.translate(request, target))
        .isInstanceOfSatisfying(
            InvalidRequestException.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2147483648", "21474836470", "99999999999"})
  void aNumberOfCandidatesBeyondAllBoundsIsNoFaultOfOurs(String count) {
    assertThatThrownBy(
            () -> {
              ClientRequest asked =
                  gemini("\"generationConfig\":{\"candidateCount\":" + count + "}");
              assertThat(asked.choices()).isPositive();
              throw InvalidRequestException.field("", "carried on");
            })
        .isInstanceOf(InvalidRequestException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "null", "1"})
  void atLeastOneAnswerIsCounted(String count) {
    assertThat(chat("\"n\":" + count).choices()).isEqualTo(1);
    assertThat(gemini("\"generationConfig\":{\"candidateCount\":" + count + "}").choices())
        .isEqualTo(1);
  }

  /** Google reads both spellings, so that a cap or a count in the other one must not be missed. */
  @Test
  void theCapOfAGeminiRequestIsFoundInBothSpellings() {
    ClientRequest asked =
        gemini("\"generation_config\":{\"max_output_tokens\":50,\"candidate_count\":2}");
    assertThat(asked.outputCap()).hasValue(50);
    assertThat(asked.choices()).isEqualTo(2);
    JsonNode lowered = Calls.sent(asked.withOutputCap(7), GEMINI);
    assertThat(lowered.has("generationConfig")).isFalse();
    assertThat(lowered.path("generation_config").path("max_output_tokens").asInt()).isEqualTo(7);
  }

  @Test
  void aGeminiRequestIsCarriedFromBothSpellings() {
    JsonNode sent =
        Calls.sent(
            gemini(
                "\"generation_config\":{\"max_output_tokens\":50,\"top_p\":0.5,"
                    + "\"stop_sequences\":[\"END\"],\"response_mime_type\":\"application/json\"}"),
            OPENAI);
    assertThat(sent.path("max_completion_tokens").asInt()).isEqualTo(50);
    assertThat(sent.path("top_p").asString()).isEqualTo("0.5");
    assertThat(sent.path("stop").path(0).asString()).isEqualTo("END");
    assertThat(sent.path("response_format").path("type").asString()).isEqualTo("json_object");
  }

  @Test
  void aFieldThatIsWrittenInBothSpellingsIsRefused() {
    assertThatThrownBy(() -> gemini("\"generationConfig\":{},\"generation_config\":{}"))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void aByteOrderMarkBeforeARequestIsNotCountedTwice() {
    ClientRequest request =
        Calls.chat("\uFEFF{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
    JsonNode sent = Calls.sent(request, OPENAI);
    assertThat(sent.path("model").asString()).isEqualTo("gpt-4.1");
    assertThat(sent.path("messages").path(0).path("content").asString()).isEqualTo("Hi");
  }

  @ParameterizedTest
  @CsvSource({"image/jpg,image/jpeg", "IMAGE/PNG,image/png"})
  void thePictureTypesThatPeopleWriteAreUnderstood(String written, String meant) {
    ClientRequest request =
        said(
            "[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:"
                + written
                + ";base64,AAAA\"}}]");
    JsonNode source =
        Calls.sent(request, CLAUDE).path("messages").path(0).path("content").path(0).path("source");
    assertThat(source.path("media_type").asString()).isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource({"audio/mpeg,mp3", "audio/x-wav,wav", "audio/wave,wav", "audio/wav,wav"})
  void soundIsNamedAsOpenAiDoes(String type, String format) {
    JsonNode sent =
        Calls.sent(
            Calls.request(
                "/v1/models/m:generateContent",
                "{\"contents\":[{\"parts\":[{\"inlineData\":{\"mimeType\":\""
                    + type
                    + "\",\"data\":\"AAAA\"}}]}]}"),
            OPENAI);
    JsonNode part = sent.path("messages").path(0).path("content").path(0);
    assertThat(part.path("input_audio").path("format").asString()).isEqualTo(format);
  }

  @ParameterizedTest
  @ValueSource(strings = {"image", "document"})
  void aFileKeptAtAnthropicIsNotNamedToAnyoneElse(String kind) {
    ClientRequest request =
        messages(
            "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\""
                + kind
                + "\",\"source\":{\"type\":\"file\",\"file_id\":\"file_1\"}}]}]");
    assertRefused(request, OPENAI, "messages[0].content[0].source.file_id");
  }

  @Test
  void aMarkForTheWholePromptIsOneAfterItsLastBlock() {
    ClientRequest request =
        messages(
            "\"cache_control\":{\"type\":\"ephemeral\"},\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]");
    JsonNode content = Calls.sent(request, BEDROCK).path("messages").path(0).path("content");
    assertThat(content.path(1).has("cachePoint")).isTrue();
    assertThat(Calls.translate(request, OPENAI).adapted()).anyMatch(note -> note.contains("cache"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"role\":\"user\"}", "{\"role\":\"user\",\"content\":null}"})
  void aMessageThatSaysNothingIsRefusedByName(String message) {
    ClientRequest request = Calls.chat("{\"model\":\"m\",\"messages\":[" + message + "]}");
    assertRefused(request, CLAUDE, "messages[0].content");
  }

  @Test
  void anAssistantThatSaidNothingIsLeftOut() {
    JsonNode sent =
        Calls.sent(
            Calls.chat(
                """
                {"model":"m","messages":[{"role":"user","content":"a"},
                  {"role":"assistant","content":null},{"role":"user","content":"b"}]}
                """),
            CLAUDE);
    assertThat(sent.path("messages").size()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"o3", "o4-mini", "gpt-5", "gpt-5-mini-2025-08-07", "openai/o1"})
  void modelsThatReasonAreSpared(String model) {
    ClientRequest request =
        messages(
            "\"temperature\":0.5,\"stop_sequences\":[\"END\"],\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]");
    var sent = Calls.translate(request, Calls.target(Vendors.OPENAI, model));
    assertThat(Json.read(sent.body()).has("temperature")).isFalse();
    assertThat(Json.read(sent.body()).has("stop")).isFalse();
    assertThat(sent.dropped()).contains("temperature", "stop_sequences");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-4.1", "gpt-4o", "gpt-5-chat-latest", "gpt-5.1", "gpt-oss-120b"})
  void modelsThatDoNotReasonUnlessAskedTakeATemperature(String model) {
    ClientRequest request =
        messages("\"temperature\":0.5,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]");
    assertThat(Calls.sent(request, Calls.target(Vendors.OPENAI, model)).has("temperature"))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "o3,disabled,low",
    "gpt-5-mini,disabled,minimal",
    "gpt-5.1,disabled,none",
    "gpt-5,adaptive,high",
    "gpt-4.1,adaptive,",
    "gpt-4.1,disabled,",
    "chatgpt-4o-latest,adaptive,"
  })
  void howHardToThinkIsSaidOnlyToModelsThatThink(String model, String thinking, String effort) {
    JsonNode sent =
        Calls.sent(
            messages(
                "\"thinking\":{\"type\":\""
                    + thinking
                    + "\"},\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]"),
            Calls.target(Vendors.OPENAI, model));
    assertThat(sent.path("reasoning_effort").stringValue(null)).isEqualTo(effort);
  }

  @Test
  void whatIsDroppedIsNamedInTheClientsOwnWords() {
    var toChat =
        Calls.translate(
            messages("\"top_k\":5,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]"), OPENAI);
    assertThat(toChat.dropped()).containsExactly("top_k");
    var toClaude = Calls.translate(gemini("\"generationConfig\":{\"seed\":5}"), CLAUDE);
    assertThat(toClaude.dropped()).containsExactly("generationConfig.seed");
    var toGemini =
        Calls.translate(
            messages(
                "\"metadata\":{\"user_id\":\"u\"},\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]"),
            GEMINI);
    assertThat(toGemini.dropped()).containsExactly("metadata.user_id");
  }

  @Test
  void whatIsRefusedIsNamedInTheClientsOwnWords() {
    assertRefused(
        messages(
            "\"stop_sequences\":[\"1\",\"2\",\"3\",\"4\",\"5\"],\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]"),
        OPENAI,
        "stop_sequences");
    ClientRequest two = gemini("\"generationConfig\":{\"candidateCount\":2}");
    assertRefused(two, CLAUDE, "generationConfig.candidateCount");
    assertThatThrownBy(() -> Calls.translate(two, CLAUDE)).hasMessageContaining("candidateCount");
  }

  @Test
  void resultsOfToolsComeBeforeWhatElseAUserSays() {
    JsonNode sent =
        Calls.sent(
            messages(
                """
                "messages":[{"role":"user","content":"a"},
                  {"role":"assistant","content":[{"type":"tool_use","id":"t","name":"f","input":{}}]},
                  {"role":"user","content":[{"type":"text","text":"And?"},
                    {"type":"tool_result","tool_use_id":"t","content":"x"}]}]
                """),
            GEMINI);
    assertThat(sent.path("contents").path(2).path("parts").path(0).has("functionResponse"))
        .isTrue();
  }

  @Test
  void aSearchResultIsCarriedWithWhereItIsFrom() {
    JsonNode sent =
        Calls.sent(
            messages(
                """
                "messages":[{"role":"user","content":[{"type":"search_result","source":"https://example.com",
                  "title":"T","content":[{"type":"text","text":"found"}]}]}]
                """),
            OPENAI);
    assertThat(sent.path("messages").path(0).path("content").asString())
        .contains("https://example.com", "T", "found")
        .doesNotContain("{");
  }

  @Test
  void aBetaOfAnthropicsIsNotShownToOthers() {
    Headers beta = name -> name.equals("anthropic-beta") ? "x" : null;
    ClientRequest request =
        Calls.request(
            "/v1/messages",
            null,
            beta,
            "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
    assertThat(Calls.translate(request, OPENAI).headers())
        .noneMatch(header -> header.name().equals("anthropic-beta"));
    assertThat(Calls.translate(request, CLAUDE).headers())
        .anyMatch(header -> header.name().equals("anthropic-beta"));
  }
}
