package io.tollgate.providers.wire.openai;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.FinishReason;

/**
 * The form that tools had before they were called so: {@code functions} in a request, and one
 * {@code function_call} without an id in an answer.
 */
final class LegacyFunctions {
  private LegacyFunctions() {}

  /** Whoever offers functions reads nothing but a function call. */
  static boolean asked(ClientRequest request) {
    return request.body().has("functions") && !request.body().has("tools");
  }

  static String finish(FinishReason reason, boolean asked) {
    return asked && reason == FinishReason.TOOL_CALLS
        ? "function_call"
        : OpenAiFinish.write(reason);
  }
}
