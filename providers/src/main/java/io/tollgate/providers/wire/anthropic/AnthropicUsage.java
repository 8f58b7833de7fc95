package io.tollgate.providers.wire.anthropic;

import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.call.UsageReport;
import io.tollgate.providers.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Anthropic's usage object, whose input tokens leave out both cache counts. */
public final class AnthropicUsage {
  private AnthropicUsage() {}

  public static UsageReport read(JsonNode usage) {
    if (!usage.path("input_tokens").isNumber() && !usage.path("output_tokens").isNumber()) {
      return UsageReport.ABSENT;
    }
    long output = tokens(usage, "output_tokens");
    long thinking =
        Math.min(output, tokens(usage.path("output_tokens_details"), "thinking_tokens"));
    long written = tokens(usage, "cache_creation_input_tokens");
    long forAnHour =
        Math.min(written, tokens(usage.path("cache_creation"), "ephemeral_1h_input_tokens"));
    return UsageReport.of(
        new Usage(
                tokens(usage, "input_tokens"),
                tokens(usage, "cache_read_input_tokens"),
                written,
                output - thinking,
                thinking,
                0,
                0,
                0)
            .withCacheWriteHour(forAnHour));
  }

  private static long tokens(JsonNode usage, String field) {
    return Math.max(0, usage.path(field).asLong(0));
  }

  public static ObjectNode write(Usage usage) {
    ObjectNode node = Json.object();
    node.put("input_tokens", usage.input() + usage.audioInput());
    node.put("cache_creation_input_tokens", usage.totalCacheWrite());
    node.put("cache_read_input_tokens", usage.cacheRead());
    node.put("output_tokens", usage.totalOutput());
    if (usage.cacheWriteHour() > 0) {
      node.putObject("cache_creation")
          .put("ephemeral_5m_input_tokens", usage.cacheWrite())
          .put("ephemeral_1h_input_tokens", usage.cacheWriteHour());
    }
    if (usage.reasoning() > 0) {
      node.putObject("output_tokens_details").put("thinking_tokens", usage.reasoning());
    }
    return node;
  }

  /**
   * Later counts of a stream replace earlier ones; what is not said again stays, and so does an
   * input of which some say at the end that it was nothing.
   */
  static void merge(ObjectNode known, JsonNode later) {
    later.properties().stream()
        .filter(field -> !field.getValue().isNull() && !takesBack(field.getKey(), known, later))
        .forEach(field -> known.set(field.getKey(), field.getValue()));
  }

  private static boolean takesBack(String field, JsonNode known, JsonNode later) {
    boolean cached =
        tokens(later, "cache_read_input_tokens") + tokens(later, "cache_creation_input_tokens") > 0;
    return field.equals("input_tokens") && known.has(field) && tokens(later, field) == 0 && !cached;
  }
}
