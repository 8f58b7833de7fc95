package io.tollgate.simulator.vendor.anthropic;

import io.tollgate.simulator.vendor.Frame;
import io.tollgate.simulator.vendor.Ids;
import io.tollgate.simulator.vendor.Json;
import io.tollgate.simulator.vendor.RefusalException;
import io.tollgate.simulator.vendor.Reply;
import java.util.Map;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/** Anthropic's error bodies: {@code {"type":"error","error":{type,message},"request_id"}}. */
final class AnthropicErrors {
  private AnthropicErrors() {}

  /** The body that Anthropic sends with this status. */
  static Reply of(int status, OptionalInt retryAfter) {
    return switch (status) {
      case 400 -> reply(400, "invalid_request_error", "Bad request.", retryAfter);
      case 401 -> reply(401, "authentication_error", "invalid x-api-key", retryAfter);
      case 402 -> reply(402, "billing_error", "Your credit balance is too low.", retryAfter);
      case 403 ->
          reply(
              403,
              "permission_error",
              "Your API key does not have permission to use the specified resource.",
              retryAfter);
      case 404 -> reply(404, "not_found_error", "Not found", retryAfter);
      case 409 -> reply(409, "conflict_error", "Conflict", retryAfter);
      case 413 ->
          reply(413, "request_too_large", "Request exceeds the maximum allowed size.", retryAfter);
      case 429 ->
          reply(
              429,
              "rate_limit_error",
              "This request would exceed your account's rate limit. Please try again later.",
              retryAfter);
      case 504 -> reply(504, "timeout_error", "Request timed out", retryAfter);
      case 529 -> reply(529, "overloaded_error", "Overloaded", retryAfter);
      default -> reply(status, "api_error", "Internal server error", retryAfter);
    };
  }

  static RefusalException unauthorized(String message) {
    Reply reply = reply(401, "authentication_error", message, OptionalInt.empty());
    reply.headers().put("x-should-retry", "false");
    return new RefusalException(reply);
  }

  static RefusalException invalid(String message) {
    return new RefusalException(reply(400, "invalid_request_error", message, OptionalInt.empty()));
  }

  static RefusalException notFound(String message) {
    return new RefusalException(reply(404, "not_found_error", message, OptionalInt.empty()));
  }

  /** The error event that ends a stream, without a {@code message_stop}. */
  static Frame streamError() {
    return Frame.of(
        "event: error\ndata: " + body("overloaded_error", "Overloaded", Ids.next("req_")) + "\n\n");
  }

  private static Reply reply(int status, String type, String message, OptionalInt retryAfter) {
    Map<String, String> headers = AnthropicHeaders.json();
    retryAfter.ifPresent(seconds -> headers.put("retry-after", Integer.toString(seconds)));
    String requestId = headers.getOrDefault("request-id", "");
    return Reply.free(status, headers, Json.bytes(body(type, message, requestId)));
  }

  private static ObjectNode body(String type, String message, String requestId) {
    ObjectNode body = Json.object().put("type", "error");
    body.putObject("error").put("type", type).put("message", message);
    return body.put("request_id", requestId);
  }
}
