package io.tollgate.providers.wire.anthropic;

import io.tollgate.providers.call.ClientError;
import io.tollgate.providers.call.ErrorBody;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.sse.SseWriter;
import io.tollgate.providers.wire.RetryHeaders;
import tools.jackson.databind.node.ObjectNode;

/** Errors as Anthropic's clients expect them, over HTTP and inside a stream. */
public final class AnthropicErrors {
  private AnthropicErrors() {}

  public static ErrorBody body(ClientError error, String requestId) {
    ObjectNode body = object(error).put("request_id", requestId);
    return new ErrorBody(status(error), RetryHeaders.of(error), Json.bytes(body));
  }

  /** An error event; no {@code message_stop} follows it. */
  public static byte[] frame(ClientError error) {
    SseWriter writer = new SseWriter();
    writer.event("error", Json.bytes(object(error)));
    return writer.take();
  }

  private static ObjectNode object(ClientError error) {
    ObjectNode body = Json.object().put("type", "error");
    ObjectNode detail = body.putObject("error");
    detail.put("type", type(status(error)));
    detail.put("message", message(error));
    return body;
  }

  /** There is no field for the field at fault: it is said first, unless it is said anyway. */
  private static String message(ClientError error) {
    String field = error.field();
    boolean silent = field != null && error.status() == 400 && !error.message().contains(field);
    return silent ? field + ": " + error.message() : error.message();
  }

  /** Overload has a status of its own here. */
  private static int status(ClientError error) {
    return error.code().equals("overloaded") ? 529 : error.status();
  }

  private static String type(int status) {
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
}
