package io.tollgate.simulator.vendor.gemini;

import io.tollgate.simulator.vendor.Frame;
import io.tollgate.simulator.vendor.Json;
import io.tollgate.simulator.vendor.RefusalException;
import io.tollgate.simulator.vendor.Reply;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/** Google's error bodies: {@code {"error":{code,message,status,details}}}. */
final class GeminiErrors {
  private static final String ERROR_INFO = "type.googleapis.com/google.rpc.ErrorInfo";
  private static final String RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo";

  private GeminiErrors() {}

  /** The body that Google sends with this status; the wait is in it, not in a header. */
  static Reply of(int status, OptionalInt retryAfter) {
    ObjectNode body =
        switch (status) {
          case 400 -> body(400, "INVALID_ARGUMENT", "Request contains an invalid argument.");
          case 401 ->
              body(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.");
          case 403 -> body(403, "PERMISSION_DENIED", "The caller does not have permission");
          case 404 -> body(404, "NOT_FOUND", "Requested entity was not found.");
          case 429 ->
              body(
                  429,
                  "RESOURCE_EXHAUSTED",
                  "You exceeded your current quota, please check your plan and billing details.");
          case 503 -> body(503, "UNAVAILABLE", "The model is overloaded. Please try again later.");
          case 504 -> body(504, "DEADLINE_EXCEEDED", "The request timed out. Please try again.");
          default -> body(status, "INTERNAL", "An internal error has occurred. Please retry.");
        };
    if (retryAfter.isPresent()) {
      body.withObject("error")
          .withArray("details")
          .addObject()
          .put("@type", RETRY_INFO)
          .put("retryDelay", retryAfter.getAsInt() + "s");
    }
    return GeminiReplies.error(status, body);
  }

  static RefusalException missingKey() {
    return refusal(
        403,
        body(
            403,
            "PERMISSION_DENIED",
            "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API."));
  }

  static RefusalException wrongKey() {
    String message = "API key not valid. Please pass a valid API key.";
    ObjectNode body = body(400, "INVALID_ARGUMENT", message);
    ObjectNode info = body.withObject("error").withArray("details").addObject();
    info.put("@type", ERROR_INFO)
        .put("reason", "API_KEY_INVALID")
        .put("domain", "googleapis.com")
        .putObject("metadata")
        .put("service", "generativelanguage.googleapis.com");
    return refusal(400, body);
  }

  static RefusalException invalid(String message) {
    return refusal(400, body(400, "INVALID_ARGUMENT", message));
  }

  static RefusalException unknownModel(String model, String version, String method) {
    return refusal(
        404,
        body(
            404,
            "NOT_FOUND",
            "models/%s is not found for API version %s, or is not supported for %s. Call ModelService.ListModels to see the list of available models and their supported methods."
                .formatted(model, version, method)));
  }

  static RefusalException notFound(String method) {
    return refusal(404, body(404, "NOT_FOUND", "Method not found: " + method));
  }

  /** What Google writes into a stream that fails: a bare JSON object, without {@code data:}. */
  static Frame streamError() {
    return Frame.of(
        body(503, "UNAVAILABLE", "The model is overloaded. Please try again later.") + "\r\n\r\n");
  }

  private static RefusalException refusal(int status, ObjectNode body) {
    return new RefusalException(GeminiReplies.error(status, body));
  }

  private static ObjectNode body(int code, String status, String message) {
    ObjectNode body = Json.object();
    body.putObject("error").put("code", code).put("message", message).put("status", status);
    return body;
  }
}
