package io.tollgate.providers.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who speaks first, and in which order results come, where a provider is strict about it. */
class TurnOrderTests {
  private static final Target CLAUDE = Calls.target(Vendors.ANTHROPIC, "claude-haiku-4-5");
  private static final Target GEMINI = Calls.target(Vendors.GEMINI, "gemini-2.5-flash");
  private static final Target BEDROCK =
      Calls.target(Vendors.BEDROCK, "anthropic.claude-haiku-4-5-20251001-v1:0");
  private static final Target OLLAMA = Calls.target(Vendors.find("ollama").orElseThrow(), "llama");

  private static final ClientRequest GREETED =
      Calls.chat(
          """
          {"model":"m","messages":[{"role":"system","content":"Be kind."},
            {"role":"assistant","content":"How can I help?"},{"role":"user","content":"Sing!"}]}
          """);
  private static final ClientRequest SYSTEM_ALONE =
      Calls.chat("{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"Sing!\"}]}");

  /** Two calls of one tool, answered the other way round. */
  private static final ClientRequest ANSWERED_CROSSWISE =
      Calls.chat(
          """
          {"model":"m","messages":[{"role":"user","content":"Weather?"},
            {"role":"assistant","content":null,"tool_calls":[
              {"id":"a","type":"function","function":{"name":"w","arguments":"{\\"in\\":\\"Rome\\"}"}},
              {"id":"b","type":"function","function":{"name":"w","arguments":"{\\"in\\":\\"Oslo\\"}"}}]},
            {"role":"tool","tool_call_id":"b","content":"cold"},
            {"role":"tool","tool_call_id":"a","content":"warm"},
            {"role":"user","content":"And?"}]}
          """);

  private static JsonNode sent(ClientRequest request, Target target, String list) {
    return Calls.sent(request, target).path(list);
  }

  private static void assertBegun(ClientRequest request, Target target, String list, String begun) {
    UpstreamRequest sent = Calls.translate(request, target);
    assertThat(Json.read(sent.body()).path(list).path(0)).isEqualTo(Json.read(begun));
    assertThat(sent.adapted())
        .contains("the user was made to say 'Please begin.' first, as the provider demands");
  }

  @Test
  void theUserBeginsWhereTheProviderDemandsIt() {
    String gemini = "{\"role\":\"user\",\"parts\":[{\"text\":\"Please begin.\"}]}";
    String bedrock = "{\"role\":\"user\",\"content\":[{\"text\":\"Please begin.\"}]}";
    assertBegun(GREETED, GEMINI, "contents", gemini);
    assertBegun(GREETED, BEDROCK, "messages", bedrock);
    assertThat(sent(GREETED, GEMINI, "contents")).hasSize(3);
    assertThat(sent(GREETED, CLAUDE, "messages").path(0).path("role").asString())
        .isEqualTo("assistant");
  }

  @Test
  void aSystemPromptAloneIsAConversationAllTheSame() {
    assertBegun(
        SYSTEM_ALONE,
        GEMINI,
        "contents",
        "{\"role\":\"user\",\"parts\":[{\"text\":\"Please begin.\"}]}");
    assertBegun(
        SYSTEM_ALONE,
        BEDROCK,
        "messages",
        "{\"role\":\"user\",\"content\":[{\"text\":\"Please begin.\"}]}");
    assertBegun(
        SYSTEM_ALONE,
        CLAUDE,
        "messages",
        "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Please begin.\"}]}");
  }

  @Test
  void aUserWhoBeginsIsLeftAlone() {
    for (Target target : new Target[] {GEMINI, BEDROCK, CLAUDE}) {
      assertThat(Calls.translate(ANSWERED_CROSSWISE, target).adapted())
          .noneMatch(sentence -> sentence.contains("first"));
    }
  }

  /** They have a name and no id there, so that their order tells which call they answer. */
  @Test
  void resultsAreInTheOrderOfTheirCallsWhereNoIdTellsThemApart() {
    JsonNode results = sent(ANSWERED_CROSSWISE, GEMINI, "contents").path(2).path("parts");
    assertThat(results.at("/0/functionResponse/response/output").asString()).isEqualTo("warm");
    assertThat(results.at("/1/functionResponse/response/output").asString()).isEqualTo("cold");
    assertThat(results.at("/2/text").asString()).isEqualTo("And?");
    assertThat(
            StreamSupport.stream(sent(ANSWERED_CROSSWISE, OLLAMA, "messages").spliterator(), false)
                .map(message -> message.path("content").asString("")))
        .containsExactly("Weather?", "", "warm", "cold", "And?");
  }
}
