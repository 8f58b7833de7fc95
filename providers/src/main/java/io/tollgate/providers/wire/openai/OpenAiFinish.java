package io.tollgate.providers.wire.openai;

import io.tollgate.providers.call.FinishReason;

/** Finish reasons in OpenAI's words. */
final class OpenAiFinish {
  private OpenAiFinish() {}

  static FinishReason read(String reason) {
    return switch (reason) {
      case "stop", "eos", "eos_token" -> FinishReason.STOP;
      case "stop_sequence" -> FinishReason.STOP_SEQUENCE;
      case "length", "max_tokens" -> FinishReason.LENGTH;
      case "model_length" -> FinishReason.CONTEXT_FULL;
      case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
      case "content_filter" -> FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
  }

  static String write(FinishReason reason) {
    return switch (reason) {
      case STOP, STOP_SEQUENCE, PAUSED, OTHER -> "stop";
      case LENGTH, CONTEXT_FULL -> "length";
      case TOOL_CALLS -> "tool_calls";
      case CONTENT_FILTER, REFUSAL -> "content_filter";
    };
  }
}
