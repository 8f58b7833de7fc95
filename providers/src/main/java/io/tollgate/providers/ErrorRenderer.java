package io.tollgate.providers;

import io.tollgate.providers.call.ClientError;
import io.tollgate.providers.call.ErrorBody;
import io.tollgate.providers.call.Protocol;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.wire.RetryHeaders;
import io.tollgate.providers.wire.anthropic.AnthropicErrors;
import io.tollgate.providers.wire.gemini.GeminiErrors;
import io.tollgate.providers.wire.openai.OpenAiErrors;

/**
 * Shows an error the way the caller's protocol does, so that its SDK raises the right exception.
 */
public final class ErrorRenderer {
  private ErrorRenderer() {}

  /**
   * An error as an HTTP answer; inside a stream its {@code ResponseStream} renders it.
   *
   * @param requestId the gateway's own, shown where the protocol has a place for it
   */
  public static ErrorBody render(Protocol protocol, ClientError error, String requestId) {
    return switch (protocol) {
      case OPENAI -> OpenAiErrors.body(error);
      case ANTHROPIC -> AnthropicErrors.body(error, requestId);
      case GEMINI -> GeminiErrors.body(error);
      case COHERE -> cohere(error, requestId);
    };
  }

  private static ErrorBody cohere(ClientError error, String requestId) {
    byte[] body = Json.bytes(Json.object().put("id", requestId).put("message", named(error)));
    return new ErrorBody(error.status(), RetryHeaders.of(error), body);
  }

  /** There is no field for the field at fault: it is said first, unless it is said anyway. */
  private static String named(ClientError error) {
    String field = error.field();
    return field == null || error.message().contains(field)
        ? error.message()
        : field + ": " + error.message();
  }
}
