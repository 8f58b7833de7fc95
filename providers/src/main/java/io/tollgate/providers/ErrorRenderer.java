package io.tollgate.providers;

import io.tollgate.providers.call.ClientError;
import io.tollgate.providers.call.ErrorBody;
import io.tollgate.providers.call.Protocol;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.wire.RetryHeaders;
import io.tollgate.providers.wire.openai.OpenAiErrors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shows an error the way the caller's protocol does, so that its SDK raises the right exception.
 */
public final class ErrorRenderer {
  private ErrorRenderer() {}

  /**
   * An error as an HTTP answer.
   *
   * @param requestId the gateway's own, shown where the protocol has a place for it
   */
  public static ErrorBody render(Protocol protocol, ClientError error, String requestId) {
    return switch (protocol) {
      case OPENAI -> OpenAiErrors.body(error);
      case ANTHROPIC -> anthropic(error, requestId);
      case GEMINI -> gemini(error);
      case COHERE -> cohere(error, requestId);
    };
  }

  private static ErrorBody anthropic(ClientError error, String requestId) {
    int status = error.code().equals("overloaded") ? 529 : error.status();
    ObjectNode body = Json.object().put("type", "error");
    ObjectNode detail = body.putObject("error");
    detail.put("type", anthropicType(status));
    detail.put("message", error.message());
    body.put("request_id", requestId);
    return new ErrorBody(status, RetryHeaders.of(error), Json.bytes(body));
  }

  private static String anthropicType(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 402 -> "billing_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 409 -> "conflict_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 504 -> "timeout_error";
      case 529 -> "overloaded_error";
      default -> status >= 500 ? "api_error" : "invalid_request_error";
    };
  }

  private static ErrorBody gemini(ClientError error) {
    ObjectNode body = Json.object();
    ObjectNode detail = body.putObject("error");
    detail.put("code", error.status());
    detail.put("message", error.message());
    detail.put("status", googleStatus(error.status()));
    ObjectNode info = detail.putArray("details").addObject();
    info.put("@type", "type.googleapis.com/google.rpc.ErrorInfo");
    info.put("reason", error.code().toUpperCase(java.util.Locale.ROOT));
    info.put("domain", "tollgate");
    return new ErrorBody(error.status(), RetryHeaders.of(error), Json.bytes(body));
  }

  private static String googleStatus(int status) {
    return switch (status) {
      case 400, 413 -> "INVALID_ARGUMENT";
      case 401 -> "UNAUTHENTICATED";
      case 402, 429 -> "RESOURCE_EXHAUSTED";
      case 403 -> "PERMISSION_DENIED";
      case 404 -> "NOT_FOUND";
      case 409 -> "ABORTED";
      case 503 -> "UNAVAILABLE";
      case 504 -> "DEADLINE_EXCEEDED";
      default -> "INTERNAL";
    };
  }

  private static ErrorBody cohere(ClientError error, String requestId) {
    ObjectNode body = Json.object().put("id", requestId).put("message", error.message());
    return new ErrorBody(error.status(), RetryHeaders.of(error), Json.bytes(body));
  }
}
