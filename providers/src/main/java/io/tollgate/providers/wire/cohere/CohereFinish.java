package io.tollgate.providers.wire.cohere;

import io.tollgate.providers.call.FinishReason;

/** Finish reasons in Cohere's words. */
final class CohereFinish {
  private CohereFinish() {}

  static FinishReason read(String reason) {
    return switch (reason) {
      case "COMPLETE" -> FinishReason.STOP;
      case "STOP_SEQUENCE" -> FinishReason.STOP_SEQUENCE;
      case "MAX_TOKENS" -> FinishReason.LENGTH;
      case "ERROR_LIMIT" -> FinishReason.CONTEXT_FULL;
      case "TOOL_CALL" -> FinishReason.TOOL_CALLS;
      case "ERROR_TOXIC" -> FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
  }

  /** The answer broke off at the provider: whatever came of it is no answer. */
  static boolean broken(String reason) {
    return reason.equals("ERROR") || reason.equals("TIMEOUT");
  }
}
