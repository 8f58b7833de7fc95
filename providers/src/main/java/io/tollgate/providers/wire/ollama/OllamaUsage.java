package io.tollgate.providers.wire.ollama;

import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.call.UsageReport;
import tools.jackson.databind.JsonNode;

/** Ollama's counts, which stand in the last object of an answer. */
final class OllamaUsage {
  private OllamaUsage() {}

  /**
   * Absent unless both are said: older servers leave out the prompt where they had it in their
   * cache, which does not mean that there was none.
   */
  static UsageReport read(JsonNode last) {
    JsonNode input = last.path("prompt_eval_count");
    JsonNode output = last.path("eval_count");
    if (!input.isNumber() || !output.isNumber()) {
      return UsageReport.ABSENT;
    }
    return UsageReport.of(Usage.of(Math.max(0, input.asLong(0)), Math.max(0, output.asLong(0))));
  }
}
