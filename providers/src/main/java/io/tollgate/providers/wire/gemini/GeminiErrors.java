package io.tollgate.providers.wire.gemini;

import io.tollgate.providers.call.ClientError;
import io.tollgate.providers.call.ErrorBody;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.wire.RetryHeaders;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Errors as Google's clients expect them, over HTTP and as the last chunk of a stream. */
public final class GeminiErrors {
  private GeminiErrors() {}

  public static ErrorBody body(ClientError error) {
    return new ErrorBody(error.status(), RetryHeaders.of(error), Json.bytes(object(error)));
  }

  static ObjectNode object(ClientError error) {
    ObjectNode body = Json.object();
    ObjectNode detail = body.putObject("error");
    detail.put("code", error.status());
    detail.put("message", error.message());
    detail.put("status", status(error.status()));
    ArrayNode details = detail.putArray("details");
    details
        .addObject()
        .put("@type", "type.googleapis.com/google.rpc.ErrorInfo")
        .put("reason", error.code().toUpperCase(Locale.ROOT))
        .put("domain", "tollgate");
    if (error.field() != null && error.status() == 400) {
      details
          .addObject()
          .put("@type", "type.googleapis.com/google.rpc.BadRequest")
          .putArray("fieldViolations")
          .addObject()
          .put("field", error.field())
          .put("description", error.message());
    }
    if (error.retryAfter() != null) {
      details
          .addObject()
          .put("@type", "type.googleapis.com/google.rpc.RetryInfo")
          .put("retryDelay", Math.max(1, error.retryAfter().toSeconds()) + "s");
    }
    return body;
  }

  private static String status(int status) {
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
}
