package io.tollgate.providers.wire.cohere;

import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.call.UsageReport;
import tools.jackson.databind.JsonNode;

/**
 * Cohere's usage. It counts twice: {@code tokens} is everything that the model read and wrote, with
 * the provider's own preamble; {@code billed_units} is what the client's share of it comes to. The
 * first is what we show and book, since it is what every other provider calls tokens; the second
 * stands in only where the first is missing. Cached tokens and reasoning are inside.
 */
final class CohereUsage {
  private CohereUsage() {}

  static UsageReport read(JsonNode usage) {
    JsonNode counts = counts(usage);
    if (!counts.path("input_tokens").isNumber() && !counts.path("output_tokens").isNumber()) {
      return UsageReport.ABSENT;
    }
    long input = tokens(counts, "input_tokens");
    long output = tokens(counts, "output_tokens");
    long cached = Math.min(input, tokens(usage, "cached_tokens"));
    long reasoning = Math.min(output, tokens(counts, "reasoning_tokens"));
    return UsageReport.of(
        new Usage(input - cached, cached, 0, output - reasoning, reasoning, 0, 0, 0));
  }

  private static JsonNode counts(JsonNode usage) {
    JsonNode tokens = usage.path("tokens");
    return tokens.isObject() ? tokens : usage.path("billed_units");
  }

  private static long tokens(JsonNode object, String field) {
    return Math.max(0, object.path(field).asLong(0));
  }
}
