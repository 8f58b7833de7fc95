package io.tollgate.providers.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Gemini's clients may ask for one of some words, which no other provider has a field for. */
class ChosenWordTests {
  private static final String INSTRUCTION =
      "Answer with one of these and nothing else, without quotes: [\"Drums\",\"Horn\"]";

  private static ClientRequest request(String config) {
    return Calls.request(
        "/v1beta/models/m:generateContent",
        "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Which?\"}]}],"
            + "\"generationConfig\":"
            + config
            + "}");
  }

  @ParameterizedTest
  @CsvSource({
    "openai, gpt-4.1, /messages/0/content",
    "mistral, mistral-small, /messages/0/content",
    "anthropic, claude-sonnet-4-5, /system/0/text",
    "bedrock, anthropic.claude-sonnet-4-5-20250929-v1:0, /system/0/text",
    "cohere, command-a-03-2025, /messages/0/content",
    "ollama, llama3, /messages/0/content"
  })
  void theWordsReachEveryProviderAsAnInstruction(String vendor, String model, String place) {
    Target target = Calls.target(Vendors.find(vendor).orElseThrow(), model);
    for (String schema :
        new String[] {
          "\"responseSchema\":{\"type\":\"STRING\",\"enum\":[\"Drums\",\"Horn\"]}",
          "\"responseJsonSchema\":{\"type\":\"string\",\"enum\":[\"Drums\",\"Horn\"]}"
        }) {
      UpstreamRequest sent =
          Calls.translate(request("{\"responseMimeType\":\"text/x.enum\"," + schema + "}"), target);
      JsonNode body = Json.read(sent.body());
      assertThat(body.at(place).asString()).isEqualTo(INSTRUCTION);
      assertThat(body.has("response_format") || body.has("format")).isFalse();
      assertThat(sent.dropped()).isEmpty();
      assertThat(sent.adapted()).contains("the words to choose from were sent as an instruction");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/x.enum", "application/xml"})
  void aFormThatCannotBeCarriedIsNamed(String type) {
    Target claude = Calls.target(Vendors.ANTHROPIC, "claude-sonnet-4-5");
    ClientRequest request = request("{\"responseMimeType\":\"" + type + "\"}");
    assertThat(Calls.translate(request, claude).dropped())
        .containsExactly("generationConfig.responseMimeType");
    assertThatThrownBy(() -> Calls.translate(request, claude.strictly()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("generationConfig.responseMimeType");
    ClientRequest plain = request("{\"responseMimeType\":\"text/plain\"}");
    assertThat(Calls.translate(plain, claude).dropped()).isEmpty();
  }
}
