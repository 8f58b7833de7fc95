package io.tollgate.providers.wire.gemini;

import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.call.UsageReport;
import io.tollgate.providers.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Gemini's usage metadata: cached tokens are inside the prompt, thoughts beside the answer. */
public final class GeminiUsage {
  private GeminiUsage() {}

  public static UsageReport read(JsonNode usage) {
    if (!usage.path("promptTokenCount").isNumber() && !usage.path("totalTokenCount").isNumber()) {
      return UsageReport.ABSENT;
    }
    long prompt = tokens(usage, "promptTokenCount") + tokens(usage, "toolUsePromptTokenCount");
    long cached = Math.min(prompt, tokens(usage, "cachedContentTokenCount"));
    long uncachedAudio =
        modality(usage, "promptTokensDetails", "AUDIO")
            - modality(usage, "cacheTokensDetails", "AUDIO");
    long audioInput = Math.clamp(uncachedAudio, 0, prompt - cached);
    long answer = tokens(usage, "candidatesTokenCount");
    long audio = Math.min(answer, modality(usage, "candidatesTokensDetails", "AUDIO"));
    long image = Math.min(answer - audio, modality(usage, "candidatesTokensDetails", "IMAGE"));
    return UsageReport.of(
        new Usage(
            prompt - cached - audioInput,
            cached,
            0,
            answer - audio - image,
            tokens(usage, "thoughtsTokenCount"),
            audioInput,
            audio,
            image));
  }

  private static long tokens(JsonNode usage, String field) {
    return Math.max(0, usage.path(field).asLong(0));
  }

  private static long modality(JsonNode usage, String field, String modality) {
    long tokens = 0;
    for (JsonNode detail : usage.path(field).values()) {
      if (detail.path("modality").asString("").equals(modality)) {
        tokens += tokens(detail, "tokenCount");
      }
    }
    return tokens;
  }

  public static ObjectNode write(Usage usage) {
    ObjectNode node = Json.object();
    node.put("promptTokenCount", usage.totalInput());
    node.put("candidatesTokenCount", usage.totalOutput() - usage.reasoning());
    node.put("totalTokenCount", usage.total());
    details(node, "promptTokensDetails", "AUDIO", usage.audioInput());
    details(node, "candidatesTokensDetails", "IMAGE", usage.image());
    details(node, "candidatesTokensDetails", "AUDIO", usage.audioOutput());
    if (usage.cacheRead() > 0) {
      node.put("cachedContentTokenCount", usage.cacheRead());
    }
    if (usage.reasoning() > 0) {
      node.put("thoughtsTokenCount", usage.reasoning());
    }
    return node;
  }

  private static void details(ObjectNode node, String field, String modality, long tokens) {
    if (tokens > 0) {
      node.withArray(field).addObject().put("modality", modality).put("tokenCount", tokens);
    }
  }
}
