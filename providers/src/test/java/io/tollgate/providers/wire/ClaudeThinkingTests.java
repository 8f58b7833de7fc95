package io.tollgate.providers.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What each Claude is told of thinking, whoever hosts it. */
class ClaudeThinkingTests {
  private static UpstreamRequest asked(String effort, Target target) {
    return Calls.translate(
        Calls.chat(
            """
            {"model":"m","messages":[{"role":"user","content":"Hi"}],"reasoning_effort":"%s"}
            """
                .formatted(effort)),
        target);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "claude-opus-4-6|xhigh|{'type':'adaptive'}|{'effort':'high'}",
        "claude-opus-4-6|max|{'type':'adaptive'}|{'effort':'max'}",
        // From here on thoughts come without their text where nobody asks for it.
        "claude-opus-4-7|xhigh|{'type':'adaptive','display':'summarized'}|{'effort':'xhigh'}",
        "claude-opus-5|none|{'type':'disabled'}|",
        "claude-fable-5|high|{'type':'adaptive','display':'summarized'}|{'effort':'high'}",
        "claude-fable-5|none||{'effort':'low'}",
        "claude-mythos-preview|none||{'effort':'low'}"
      })
  void eachIsToldInTheWordsThatItTakes(
      String model, String effort, String thinking, String output) {
    for (Target target :
        new Target[] {
          Calls.target(Vendors.ANTHROPIC, model),
          Calls.target(Vendors.BEDROCK, "anthropic." + model)
        }) {
      UpstreamRequest sent = asked(effort, target);
      JsonNode body = Json.read(sent.body());
      JsonNode fields = body.path("additionalModelRequestFields");
      JsonNode place = fields.isObject() ? fields : body;
      assertThat(said(place.path("thinking"))).isEqualTo(thinking);
      assertThat(said(place.path("output_config"))).isEqualTo(output);
      boolean least = effort.equals("none") && thinking == null;
      assertThat(sent.adapted().toString().contains("cannot be switched off")).isEqualTo(least);
    }
  }

  private static String said(JsonNode node) {
    return node.isMissingNode() ? null : node.toString().replace('"', '\'');
  }

  /** The format demands a cap, which older models do not take so high and thoughts use up. */
  @ParameterizedTest
  @CsvSource({
    "claude-3-haiku-20240307, none, 4096, 0",
    "claude-3-5-sonnet-20241022, high, 8192, 0",
    "claude-sonnet-4-5, none, 16384, 0",
    "claude-sonnet-4-5, medium, 16384, 8192",
    "claude-sonnet-4-5, high, 24576, 16384",
    "claude-opus-4-1, max, 32000, 23808",
    "claude-opus-4-8, high, 32000, 0"
  })
  void anAnswerHasRoomBesideItsThoughts(String model, String effort, long cap, long budget) {
    JsonNode sent = Json.read(asked(effort, Calls.target(Vendors.ANTHROPIC, model)).body());
    assertThat(sent.path("max_tokens").asLong(0)).isEqualTo(cap);
    assertThat(sent.at("/thinking/budget_tokens").asLong(0)).isEqualTo(budget);
  }
}
