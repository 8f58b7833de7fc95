package io.tollgate.simulator.vendor.openai;

import io.tollgate.simulator.vendor.Call;
import io.tollgate.simulator.vendor.Frame;
import io.tollgate.simulator.vendor.Ids;
import io.tollgate.simulator.vendor.Json;
import io.tollgate.simulator.vendor.RefusalException;
import io.tollgate.simulator.vendor.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's error bodies: {@code {"error":{message,type,param,code}}}. */
final class OpenAiErrors {
  private static final String INVALID = "invalid_request_error";

  private OpenAiErrors() {}

  /** The body that OpenAI sends with this status. */
  static Reply of(int status, OptionalInt retryAfter, String model) {
    ObjectNode error =
        switch (status) {
          case 400 -> error("Bad request.", INVALID, null, null);
          case 401 -> wrongKeyError("sk-simulated");
          case 403 ->
              error(
                  "You are not allowed to sample from this model.",
                  INVALID,
                  null,
                  "model_not_available");
          case 404 -> unknownModelError(model);
          case 413 ->
              error(
                  "Request too large for %s.".formatted(model),
                  "tokens",
                  null,
                  "rate_limit_exceeded");
          case 429 ->
              error(
                  "Rate limit reached for %s in organization org-simulator on requests per min (RPM): Limit 500, Used 500, Requested 1. Please try again in %ds."
                      .formatted(model, retryAfter.orElse(1)),
                  "requests",
                  null,
                  "rate_limit_exceeded");
          case 503 ->
              error(
                  "The engine is currently overloaded, please try again later.",
                  "service_unavailable_error",
                  null,
                  null);
          default ->
              error(
                  "The server had an error processing your request. Sorry about that!",
                  "server_error",
                  null,
                  null);
        };
    Map<String, String> headers = OpenAiHeaders.json();
    retryAfter.ifPresent(seconds -> headers.put("retry-after", Integer.toString(seconds)));
    return reply(status, headers, error);
  }

  static RefusalException missingKey() {
    return unauthorized(
        error(
            "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
            INVALID,
            null,
            null));
  }

  static RefusalException wrongKey(String key) {
    return unauthorized(wrongKeyError(key));
  }

  static RefusalException malformedJson() {
    return refusal(
        400,
        error(
            "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.)",
            INVALID,
            null,
            null));
  }

  static RefusalException unknownUrl(Call call) {
    return refusal(
        404,
        error("Invalid URL (%s %s)".formatted(call.method(), call.path()), INVALID, null, null));
  }

  static RefusalException unknownModel(String model) {
    return refusal(404, unknownModelError(model));
  }

  static RefusalException invalid(String message, @Nullable String param, @Nullable String code) {
    return refusal(400, error(message, INVALID, param, code));
  }

  /** The error object that ends a chat stream. */
  static Frame streamError() {
    ObjectNode body = Json.object();
    body.set(
        "error",
        error(
            "The server had an error while processing your request. Sorry about that!",
            "server_error",
            null,
            null));
    return new Frame(("data: " + body + "\n\n").getBytes(StandardCharsets.UTF_8), 0);
  }

  private static ObjectNode unknownModelError(String model) {
    return error(
        "The model `%s` does not exist or you do not have access to it.".formatted(model),
        INVALID,
        null,
        "model_not_found");
  }

  private static ObjectNode wrongKeyError(String key) {
    return error(
        "Incorrect API key provided: %s. You can find your API key at https://platform.openai.com/account/api-keys."
            .formatted(key.length() <= 8 ? key : key.substring(0, 8) + "****"),
        INVALID,
        null,
        "invalid_api_key");
  }

  private static RefusalException unauthorized(ObjectNode error) {
    Map<String, String> headers = OpenAiHeaders.json();
    headers.put("www-authenticate", "Bearer realm=\"OpenAI API\"");
    return new RefusalException(reply(401, headers, error));
  }

  private static RefusalException refusal(int status, ObjectNode error) {
    return new RefusalException(reply(status, OpenAiHeaders.json(), error));
  }

  private static Reply reply(int status, Map<String, String> headers, ObjectNode error) {
    ObjectNode body = Json.object();
    body.set("error", error);
    headers.putIfAbsent("x-request-id", Ids.next("req_"));
    return Reply.free(status, headers, Json.pretty(body).getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode error(
      String message, String type, @Nullable String param, @Nullable String code) {
    return Json.object()
        .put("message", message)
        .put("type", type)
        .put("param", param)
        .put("code", code);
  }
}
