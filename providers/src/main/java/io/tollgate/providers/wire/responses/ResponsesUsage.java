package io.tollgate.providers.wire.responses;

import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.call.UsageReport;
import io.tollgate.providers.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The usage object of a response: cached tokens inside the input, reasoning inside the output. */
final class ResponsesUsage {
  private ResponsesUsage() {}

  static UsageReport read(JsonNode usage) {
    if (!usage.path("input_tokens").isNumber()) {
      return UsageReport.ABSENT;
    }
    long input = tokens(usage, "input_tokens");
    long output = tokens(usage, "output_tokens");
    JsonNode in = usage.path("input_tokens_details");
    long cacheRead = Math.min(input, tokens(in, "cached_tokens"));
    long cacheWrite = Math.min(input - cacheRead, tokens(in, "cache_write_tokens"));
    long reasoning =
        Math.min(output, tokens(usage.path("output_tokens_details"), "reasoning_tokens"));
    return UsageReport.of(
        new Usage(
            input - cacheRead - cacheWrite,
            cacheRead,
            cacheWrite,
            output - reasoning,
            reasoning,
            0,
            0,
            0));
  }

  private static long tokens(JsonNode usage, String field) {
    return Math.max(0, usage.path(field).asLong(0));
  }

  static ObjectNode write(Usage usage) {
    ObjectNode node = Json.object();
    node.put("input_tokens", usage.totalInput());
    ObjectNode in = node.putObject("input_tokens_details");
    in.put("cached_tokens", usage.cacheRead()).put("cache_write_tokens", usage.totalCacheWrite());
    node.put("output_tokens", usage.totalOutput());
    node.putObject("output_tokens_details").put("reasoning_tokens", usage.reasoning());
    node.put("total_tokens", usage.total());
    return node;
  }
}
