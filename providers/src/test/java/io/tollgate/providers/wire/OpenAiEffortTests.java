package io.tollgate.providers.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How hard to think, in the words that each of OpenAI's models takes. */
class OpenAiEffortTests {
  @ParameterizedTest
  @CsvSource({
    "o3, minimal, low",
    "o4-mini, xhigh, high",
    "gpt-5, minimal, minimal",
    "gpt-5-mini, max, high",
    "gpt-5-codex, minimal, low",
    "gpt-5.1, minimal, low",
    "gpt-5.1, xhigh, high",
    "gpt-5.1-codex-max, max, xhigh",
    "gpt-5.2, xhigh, xhigh",
    "gpt-5.2, max, xhigh",
    "gpt-5.9, max, max",
    "gpt-5.9, none, none",
    "openai/gpt-oss-120b, none, low",
    "mistral-small-latest, low, high",
    "mistral-medium-3-5, none, none",
    "some-model, max, max",
    "some-model, minimal, minimal"
  })
  void theNearestIsAskedFor(String model, String wanted, String sent) {
    UpstreamRequest request =
        Calls.translate(
            Calls.request(
                "/v1/responses",
                "{\"model\":\"m\",\"input\":\"Hi\",\"reasoning\":{\"effort\":\"" + wanted + "\"}}"),
            Calls.target(Vendors.find("openrouter").orElseThrow(), model));
    assertThat(Json.read(request.body()).path("reasoning_effort").asString("")).isEqualTo(sent);
    assertThat(request.adapted().isEmpty()).isEqualTo(wanted.equals(sent));
  }
}
