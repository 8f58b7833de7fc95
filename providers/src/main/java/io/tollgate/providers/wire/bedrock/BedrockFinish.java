package io.tollgate.providers.wire.bedrock;

import io.tollgate.providers.call.FinishReason;

/** Stop reasons in Bedrock's words. */
final class BedrockFinish {
  private BedrockFinish() {}

  static FinishReason read(String reason) {
    return switch (reason) {
      case "end_turn" -> FinishReason.STOP;
      case "stop_sequence" -> FinishReason.STOP_SEQUENCE;
      case "max_tokens" -> FinishReason.LENGTH;
      case "model_context_window_exceeded" -> FinishReason.CONTEXT_FULL;
      case "tool_use" -> FinishReason.TOOL_CALLS;
      case "guardrail_intervened", "content_filtered" -> FinishReason.CONTENT_FILTER;
      // Malformed output or tool use, and whatever will be invented.
      default -> FinishReason.OTHER;
    };
  }
}
