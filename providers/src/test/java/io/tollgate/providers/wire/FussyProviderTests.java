package io.tollgate.providers.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a client's own vendor overlooks, and the provider that it is carried to refuses. */
class FussyProviderTests {
  private static final Target OPENAI = Calls.target(Vendors.OPENAI, "gpt-4o");
  private static final Target CLAUDE = Calls.target(Vendors.ANTHROPIC, "claude-sonnet-4-5");
  private static final Target BEDROCK =
      Calls.target(Vendors.BEDROCK, "anthropic.claude-sonnet-4-5");
  private static final Target NOVA = Calls.target(Vendors.BEDROCK, "amazon.nova-pro-v1:0");

  private static UpstreamRequest begun(String answer, Target target) {
    return Calls.translate(
        Calls.chat(
            """
            {"model":"m","messages":[{"role":"user","content":"Hi"},
              {"role":"assistant","content":"A \\n"},{"role":"user","content":"Go on "},
              {"role":"assistant","content":"%s"}]}
            """
                .formatted(answer)),
        target);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<answer>\\n", "<answer> \\t"})
  void anAnswerThatTheClientBeginsEndsInNoWhiteSpaceAtClaude(String answer) {
    for (Target target : new Target[] {CLAUDE, BEDROCK}) {
      UpstreamRequest sent = begun(answer, target);
      JsonNode messages = Json.read(sent.body()).path("messages");
      assertThat(messages.at("/3/content/0/text").asString()).isEqualTo("<answer>");
      assertThat(messages.at("/1/content/0/text").asString()).isEqualTo("A \n");
      assertThat(messages.at("/2/content/0/text").asString()).isEqualTo("Go on ");
      assertThat(sent.adapted()).anyMatch(change -> change.startsWith("white space"));
    }
    assertThat(Json.read(begun(answer, NOVA).body()).at("/messages/3/content/0/text").asString())
        .isNotEqualTo("<answer>");
    assertThat(begun("<answer>", CLAUDE).adapted()).noneMatch(c -> c.startsWith("white space"));
  }

  /** Forty characters are what OpenAI takes, and other vendors' ids have more. */
  @Test
  void aLongIdIsShortenedForOpenAiInTheCallAndInItsResult() {
    String id = "toolu_" + "x".repeat(60);
    JsonNode messages =
        Calls.sent(
                Calls.request(
                    "/v1/messages",
                    """
                    {"model":"m","max_tokens":9,"messages":[{"role":"user","content":"Hi"},
                      {"role":"assistant","content":[{"type":"tool_use","id":"%s","name":"f","input":{}}]},
                      {"role":"user","content":[{"type":"tool_result","tool_use_id":"%s","content":"x"}]}]}
                    """
                        .formatted(id, id)),
                OPENAI)
            .path("messages");
    String sent = messages.at("/1/tool_calls/0/id").asString();
    assertThat(sent).startsWith("call_").hasSizeLessThanOrEqualTo(40);
    assertThat(messages.at("/2/tool_call_id").asString()).isEqualTo(sent);
  }

  /** As google-genai for Python sends every one of them. */
  @ParameterizedTest
  @CsvSource({"40.0,40", "4E+1,40", "40,40"})
  void aWholeNumberIsWrittenAsOne(String written, String meant) {
    JsonNode sent =
        Calls.sent(
            Calls.request(
                "/v1beta/models/m:generateContent",
                "{\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]}],\"generationConfig\":{\"topK\":"
                    + written
                    + "}}"),
            CLAUDE);
    assertThat(sent.path("top_k").toString()).isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data:image/png;base64,AA\\nA=\\r\\n|AAA=",
        "DATA:image/png;BASE64,AAA=|AAA=",
        "data:image/png,%00%01+|AAEr"
      })
  void theBytesOfAPictureAreFoundHoweverItsAddressIsWritten(String address, String base64) {
    JsonNode sent =
        Calls.sent(
            Calls.chat(
                """
                {"model":"m","messages":[{"role":"user","content":[
                  {"type":"image_url","image_url":{"url":"%s"}}]}]}
                """
                    .formatted(address)),
            CLAUDE);
    JsonNode source = sent.at("/messages/0/content/0/source");
    assertThat(source.path("media_type").asString()).isEqualTo("image/png");
    assertThat(source.path("data").asString()).isEqualTo(base64);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/embeddings|{\"model\":\"m\",\"input\":\"a\",\"dimensions\":3000000000}|dimensions",
        "/v1beta/models/m:embedContent|{\"content\":{\"parts\":[{\"text\":\"a\"}]},"
            + "\"outputDimensionality\":3000000000}|outputDimensionality"
      })
  void moreDimensionsThanCanBeCountedAreRefusedByTheirField(
      String path, String body, String field) {
    Target cohere = Calls.target(Vendors.COHERE, "embed-v4.0");
    assertThatThrownBy(() -> Calls.translate(Calls.request(path, body), cohere))
        .isInstanceOfSatisfying(
            InvalidRequestException.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  /** Some vendors count the calls of every answer anew, or give all of them the same id. */
  @Test
  void anIdThatComesTwiceIsTwoWhereTheyMustDiffer() {
    var request =
        Calls.chat(
            """
            {"model":"m","messages":[{"role":"user","content":"Hi"},
              {"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":""}}]},
              {"role":"tool","tool_call_id":"c","content":"1"},
              {"role":"assistant","tool_calls":[
                {"id":"c","type":"function","function":{"name":"f","arguments":""}},
                {"id":"c","type":"function","function":{"name":"g","arguments":""}}]},
              {"role":"tool","tool_call_id":"c","content":"2"},
              {"role":"tool","tool_call_id":"c","content":"3"},
              {"role":"assistant","content":"So."},
              {"role":"user","content":"Go on"}]}
            """);
    JsonNode claude = Calls.sent(request, CLAUDE).path("messages");
    assertThat(claude.at("/1/content/0/id").asString()).isEqualTo("c");
    assertThat(claude.at("/2/content/0/tool_use_id").asString()).isEqualTo("c");
    assertThat(claude.at("/3/content/0/id").asString()).isEqualTo("c_2");
    assertThat(claude.at("/3/content/1/id").asString()).isEqualTo("c_3");
    assertThat(claude.at("/4/content/0/tool_use_id").asString()).isEqualTo("c_2");
    assertThat(claude.at("/4/content/1/tool_use_id").asString()).isEqualTo("c_3");
    JsonNode bedrock = Calls.sent(request, BEDROCK).path("messages");
    assertThat(bedrock.at("/3/content/1/toolUse/toolUseId").asString()).isEqualTo("c_3");
    assertThat(bedrock.at("/4/content/1/toolResult/toolUseId").asString()).isEqualTo("c_3");
    assertThat(Calls.sent(request, OPENAI).at("/messages/3/tool_calls/1/id").asString())
        .isEqualTo("c");
  }
}
