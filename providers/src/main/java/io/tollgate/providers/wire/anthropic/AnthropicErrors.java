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
    detail.put("message", error.message());
    return body;
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
