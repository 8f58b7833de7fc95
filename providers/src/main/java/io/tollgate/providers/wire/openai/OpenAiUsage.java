package io.tollgate.providers.wire.openai;

import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.call.UsageReport;
import io.tollgate.providers.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes the usage object of chat completions and of whoever copies it. */
public final class OpenAiUsage {
  private OpenAiUsage() {}

  /** Of an answer or a chunk of one; Moonshot puts it into the choice. */
  static UsageReport of(JsonNode answer) {
    UsageReport usage = read(answer.path("usage"));
    return usage.reported() ? usage : read(answer.path("choices").path(0).path("usage"));
  }

  /** Absent unless it is an object with a count of prompt tokens. */
  public static UsageReport read(JsonNode usage) {
    if (!usage.path("prompt_tokens").isNumber()) {
      return UsageReport.ABSENT;
    }
    long prompt = tokens(usage, "prompt_tokens");
    JsonNode in = usage.path("prompt_tokens_details");
    JsonNode out = usage.path("completion_tokens_details");
    long told = Math.max(tokens(out, "reasoning_tokens"), tokens(usage, "reasoning_tokens"));
    long completion = completion(usage, prompt, told);
    long hidden = completion - tokens(usage, "completion_tokens");
    long reasoning = Math.max(told, hidden);
    long cacheRead = Math.min(prompt, cacheRead(usage, in));
    long cacheWrite = Math.min(prompt - cacheRead, tokens(in, "cache_write_tokens"));
    long audioIn = Math.min(prompt - cacheRead - cacheWrite, tokens(in, "audio_tokens"));
    long audioOut = Math.min(completion, tokens(out, "audio_tokens"));
    long thought = Math.min(completion - audioOut, reasoning);
    long image = Math.min(completion - audioOut - thought, tokens(out, "image_tokens"));
    return UsageReport.of(
        new Usage(
            prompt - cacheRead - cacheWrite - audioIn,
            cacheRead,
            cacheWrite,
            completion - audioOut - thought - image,
            thought,
            audioIn,
            audioOut,
            image));
  }

  /**
   * Some vendors leave reasoning out of the completion tokens and count it only in the total. There
   * the difference is what was generated; everywhere else the completion tokens are.
   */
  private static long completion(JsonNode usage, long prompt, long reasoning) {
    long completion = tokens(usage, "completion_tokens");
    long generated = tokens(usage, "total_tokens") - prompt;
    if (generated > completion && (reasoning == 0 || completion + reasoning == generated)) {
      return generated;
    }
    return completion;
  }

  private static long cacheRead(JsonNode usage, JsonNode details) {
    // DeepSeek and Moonshot have names and places of their own for it.
    long own = Math.max(tokens(usage, "prompt_cache_hit_tokens"), tokens(usage, "cached_tokens"));
    return Math.max(own, tokens(details, "cached_tokens"));
  }

  static long tokens(JsonNode object, String field) {
    return Math.max(0, object.path(field).asLong(0));
  }

  public static ObjectNode write(Usage usage) {
    ObjectNode node = Json.object();
    node.put("prompt_tokens", usage.totalInput());
    node.put("completion_tokens", usage.totalOutput());
    node.put("total_tokens", usage.total());
    ObjectNode in = node.putObject("prompt_tokens_details");
    in.put("cached_tokens", usage.cacheRead());
    in.put("cache_write_tokens", usage.totalCacheWrite());
    in.put("audio_tokens", usage.audioInput());
    ObjectNode out = node.putObject("completion_tokens_details");
    out.put("reasoning_tokens", usage.reasoning());
    out.put("audio_tokens", usage.audioOutput());
    if (usage.image() > 0) {
      out.put("image_tokens", usage.image());
    }
    return node;
  }
}
