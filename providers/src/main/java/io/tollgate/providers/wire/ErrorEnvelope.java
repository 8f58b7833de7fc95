package io.tollgate.providers.wire;

import io.tollgate.providers.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a provider says about a failure, whichever of the envelopes it says it in.
 *
 * @param json the whole of what came
 * @param detail the object in it that describes the failure
 */
record ErrorEnvelope(JsonNode json, JsonNode detail) {
  private static final List<String> MESSAGES =
      List.of("message", "detail", "error", "errors", "err_msg");

  /** Under these names the failure may be described by an object of its own. */
  private static final List<String> OBJECTS = List.of("error", "detail");

  private static final List<String> STATUSES =
      List.of("status_code", "code", "status", "http_status_code");

  static ErrorEnvelope of(JsonNode envelope) {
    JsonNode json = one(envelope);
    JsonNode detail =
        OBJECTS.stream().map(json::path).filter(JsonNode::isObject).findFirst().orElse(json);
    return new ErrorEnvelope(json, detail);
  }

  /** Google puts the envelope of a stream's failure into an array. */
  static JsonNode one(JsonNode envelope) {
    return envelope.isArray() && !envelope.isEmpty() ? envelope.get(0) : envelope;
  }

  String message() {
    JsonNode error = json.path("error");
    if (error.isString()) {
      return error.stringValue();
    }
    for (String field : MESSAGES) {
      JsonNode value = detail.path(field);
      if (value.isString()) {
        return value.stringValue();
      }
      if (value.isArray() && !value.isEmpty()) {
        return first(value.get(0)).orElseGet(() -> Json.text(value));
      }
    }
    return Json.text(json);
  }

  /** What the first of several faults says. */
  private static Optional<String> first(JsonNode fault) {
    return Stream.of(fault, fault.path("msg"), fault.path("message"))
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue)
        .findFirst();
  }

  /** Every name that it gives the failure. */
  String code() {
    return String.join(
        " ",
        detail.path("code").asString(""),
        detail.path("type").asString(""),
        detail.path("error_type").asString(""),
        detail.path("err_code").asString(""),
        detail.path("status").asString(""),
        detail.path("innererror").path("code").asString(""),
        reasons());
  }

  private String reasons() {
    StringBuilder reasons = new StringBuilder();
    for (JsonNode one : detail.path("details").values()) {
      reasons.append(one.path("reason").asString("")).append(' ');
    }
    return reasons.toString();
  }

  /** Where the fault is, by name or as the way there. */
  @Nullable String field() {
    JsonNode param = detail.path("param");
    if (param.isString()) {
      return param.stringValue();
    }
    List<String> steps = new ArrayList<>();
    for (JsonNode step : detail.path("detail").path(0).path("loc").values()) {
      steps.add(step.asString(""));
    }
    steps.remove("body");
    return steps.isEmpty() ? null : String.join(".", steps);
  }

  /** Inside a stream there is no status of its own, but the error may name one. */
  int status(int ofAnswer) {
    if (ofAnswer >= 400) {
      return ofAnswer;
    }
    for (String field : STATUSES) {
      int named = detail.path(field).asInt(0);
      if (named >= 400 && named < 600) {
        return named;
      }
    }
    int meant = meant(detail.path("code").asString(""));
    if (meant == 0) {
      meant = meant(detail.path("type").asString(""));
    }
    return meant == 0 ? 500 : meant;
  }

  /** The status that goes with a word of OpenAI's or Anthropic's; 0 for none. */
  private static int meant(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "invalid_request_error", "context_length_exceeded", "content_filter" -> 400;
      case "authentication_error", "invalid_api_key" -> 401;
      case "billing_error" -> 402;
      case "permission_error" -> 403;
      case "not_found_error" -> 404;
      case "request_too_large" -> 413;
      case "rate_limit_error", "rate_limit_exceeded", "insufficient_quota" -> 429;
      case "timeout_error" -> 504;
      case "overloaded_error" -> 529;
      default -> 0;
    };
  }
}
