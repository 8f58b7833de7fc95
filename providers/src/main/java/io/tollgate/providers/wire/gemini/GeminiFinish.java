package io.tollgate.providers.wire.gemini;

import io.tollgate.providers.call.FinishReason;

/** Finish reasons in Gemini's words, of which there are ever more. */
final class GeminiFinish {
  private GeminiFinish() {}

  static FinishReason read(String reason) {
    return switch (reason) {
      case "STOP" -> FinishReason.STOP;
      case "MAX_TOKENS" -> FinishReason.LENGTH;
      case "SAFETY",
          "RECITATION",
          "BLOCKLIST",
          "PROHIBITED_CONTENT",
          "SPII",
          "MODEL_ARMOR",
          "IMAGE_SAFETY",
          "IMAGE_PROHIBITED_CONTENT",
          "IMAGE_RECITATION",
          "IMAGE_OTHER",
          "NO_IMAGE" ->
          FinishReason.CONTENT_FILTER;
      case "CONTINUATION" -> FinishReason.PAUSED;
      default -> FinishReason.OTHER;
    };
  }

  static String write(FinishReason reason) {
    return switch (reason) {
      case STOP, STOP_SEQUENCE, TOOL_CALLS -> "STOP";
      case LENGTH, CONTEXT_FULL -> "MAX_TOKENS";
      case CONTENT_FILTER, REFUSAL -> "SAFETY";
      case PAUSED -> "CONTINUATION";
      case OTHER -> "OTHER";
    };
  }
}
