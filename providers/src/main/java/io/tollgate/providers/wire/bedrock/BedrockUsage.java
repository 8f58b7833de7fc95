package io.tollgate.providers.wire.bedrock;

import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.call.UsageReport;
import tools.jackson.databind.JsonNode;

/** Bedrock's usage object, whose input tokens leave out both cache counts. */
final class BedrockUsage {
  private BedrockUsage() {}

  static UsageReport read(JsonNode usage) {
    if (!usage.path("inputTokens").isNumber() && !usage.path("outputTokens").isNumber()) {
      return UsageReport.ABSENT;
    }
    long written = tokens(usage, "cacheWriteInputTokens");
    return UsageReport.of(
        new Usage(
                tokens(usage, "inputTokens"),
                tokens(usage, "cacheReadInputTokens"),
                written,
                tokens(usage, "outputTokens"),
                // Thoughts are counted among the output and never apart.
                0,
                0,
                0,
                0)
            .withCacheWriteHour(Math.min(written, forAnHour(usage.path("cacheDetails")))));
  }

  private static long forAnHour(JsonNode details) {
    long tokens = 0;
    for (JsonNode detail : details.values()) {
      if (detail.path("ttl").asString("").equals("1h")) {
        tokens += tokens(detail, "inputTokens");
      }
    }
    return tokens;
  }

  private static long tokens(JsonNode usage, String field) {
    return Math.max(0, usage.path(field).asLong(0));
  }
}
