package io.tollgate.providers.wire.anthropic;

import io.tollgate.providers.call.FinishReason;

/** Stop reasons in Anthropic's words. */
final class AnthropicFinish {
  private AnthropicFinish() {}

  static FinishReason read(String reason) {
    return switch (reason) {
      case "end_turn" -> FinishReason.STOP;
      case "stop_sequence" -> FinishReason.STOP_SEQUENCE;
      case "max_tokens" -> FinishReason.LENGTH;
      case "model_context_window_exceeded" -> FinishReason.CONTEXT_FULL;
      case "tool_use" -> FinishReason.TOOL_CALLS;
      case "refusal" -> FinishReason.REFUSAL;
      case "pause_turn" -> FinishReason.PAUSED;
      default -> FinishReason.OTHER;
    };
  }

  static String write(FinishReason reason) {
    return switch (reason) {
      case STOP, OTHER -> "end_turn";
      case STOP_SEQUENCE -> "stop_sequence";
      case LENGTH -> "max_tokens";
      case CONTEXT_FULL -> "model_context_window_exceeded";
      case TOOL_CALLS -> "tool_use";
      case CONTENT_FILTER, REFUSAL -> "refusal";
      case PAUSED -> "pause_turn";
    };
  }
}
