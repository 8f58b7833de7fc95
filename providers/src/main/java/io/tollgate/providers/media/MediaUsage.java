package io.tollgate.providers.media;

import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.call.Operation;
import io.tollgate.providers.call.UsageReport;
import java.math.BigDecimal;
import java.math.RoundingMode;
import tools.jackson.databind.JsonNode;

/** Reads what OpenAI's endpoints for pictures and sound say they consumed. */
final class MediaUsage {
  private static final BigDecimal SHORTEST = new BigDecimal("1E-9");

  /** More than sixty years. */
  private static final BigDecimal LONGEST = BigDecimal.valueOf(Integer.MAX_VALUE);

  private MediaUsage() {}

  /** Absent where nothing is said. */
  static UsageReport read(Operation operation, JsonNode usage) {
    if (usage.path("seconds").isNumber()) {
      return ofSeconds(usage.path("seconds").decimalValue());
    }
    if (!usage.path("input_tokens").isNumber()) {
      return UsageReport.ABSENT;
    }
    long input = count(usage, "input_tokens");
    long output = count(usage, "output_tokens");
    return UsageReport.of(
        switch (operation) {
          case IMAGE -> image(usage, input, output);
          case TRANSCRIPTION -> transcription(usage, input, output);
          case SPEECH -> new Usage(input, 0, 0, 0, 0, 0, output, 0);
          case CONVERSATION, TOKEN_COUNT, EMBEDDING, MODERATION, RERANK -> Usage.of(input, output);
        });
  }

  /** Sound by its length: providers charge for each second that has begun. */
  static UsageReport ofSeconds(BigDecimal seconds) {
    return UsageReport.of(Usage.ofAudioSeconds(whole(seconds)));
  }

  static long whole(BigDecimal seconds) {
    return bounded(seconds).setScale(0, RoundingMode.CEILING).longValue();
  }

  /** A number can be so large, or so small, that writing all its digits would fill the memory. */
  static BigDecimal bounded(BigDecimal seconds) {
    return seconds.compareTo(SHORTEST) < 0 ? BigDecimal.ZERO : seconds.min(LONGEST);
  }

  private static Usage image(JsonNode usage, long input, long output) {
    JsonNode in = usage.path("input_tokens_details");
    JsonNode out = usage.path("output_tokens_details");
    long pictures = Math.min(input, count(in, "image_tokens"));
    long words = Math.min(output, count(out, "text_tokens"));
    return new Usage(input - pictures, 0, 0, words, 0, 0, 0, pictures + output - words);
  }

  private static Usage transcription(JsonNode usage, long input, long output) {
    long heard = Math.min(input, count(usage.path("input_token_details"), "audio_tokens"));
    return new Usage(input - heard, 0, 0, output, 0, heard, 0, 0);
  }

  private static long count(JsonNode object, String field) {
    return Math.max(0, object.path(field).asLong(0));
  }
}
