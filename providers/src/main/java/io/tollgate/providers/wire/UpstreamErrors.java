package io.tollgate.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.call.UpstreamFailure.Kind;
import io.tollgate.providers.json.Json;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Understands any provider's failure. The envelopes differ (and the same vendor uses several), so
 * the status decides first and the words only refine it.
 */
public final class UpstreamErrors {
  private static final int MAX_MESSAGE = 2000;

  private static final Pattern CONTEXT =
      Pattern.compile(
          "context.{0,20}(length|window)|maximum context|too many tokens|prompt is too long"
              + "|input is too long|input token count|exceeds? the (maximum|model)|tokens? exceed"
              + "|reduce the length|context_length_exceeded|exceeds the available context|tokens exceeded|too_many_tokens");
  private static final Pattern QUOTA =
      Pattern.compile("insufficient_quota|credit balance|billing_error|purchase credits");
  private static final Pattern BAD_KEY =
      Pattern.compile("api_key_invalid|incorrect api key|invalid api key|api key not valid");
  private static final Pattern FILTERED =
      Pattern.compile("content_filter|responsibleaipolicyviolation|content management policy");
  private static final Pattern SECONDS = Pattern.compile("(\\d+(?:\\.\\d+)?)s");

  private UpstreamErrors() {}

  /** Reads a failed answer. */
  public static UpstreamFailure read(int status, Headers headers, byte[] body) {
    JsonNode json = tree(body);
    UpstreamFailure failure =
        json == null
            ? classify(status, status + " without a readable reason", "", null)
            : read(status, json);
    return withRetryAfter(named(failure, headers), retryAfter(headers, json));
  }

  /** Amazon names the failure in a header, which tells more than the status. */
  private static UpstreamFailure named(UpstreamFailure failure, Headers headers) {
    String type = headers.first("x-amzn-errortype");
    return type == null ? failure : amazon(type, failure, false);
  }

  private static UpstreamFailure amazon(String type, UpstreamFailure failure, boolean midway) {
    String words = failure.message().toLowerCase(Locale.ROOT);
    Kind kind = AwsErrors.kind(type, words, midway);
    return kind == null ? failure : UpstreamFailure.of(kind, failure.status(), failure.message());
  }

  /** Reads an exception of Amazon's that came inside a stream. */
  public static UpstreamFailure exception(String type, JsonNode payload) {
    boolean refusal = type.toLowerCase(Locale.ROOT).startsWith("validation");
    return amazon(type, read(refusal ? 400 : 500, payload), true);
  }

  /** Reads an error object that came inside a stream or under a status of 200. */
  public static UpstreamFailure read(int status, JsonNode envelope) {
    JsonNode json = envelope.isArray() && !envelope.isEmpty() ? envelope.get(0) : envelope;
    JsonNode error = json.path("error");
    JsonNode detail = error.isObject() ? error : json;
    String message = message(json, error, detail);
    String code =
        String.join(
            " ",
            detail.path("code").asString(""),
            detail.path("type").asString(""),
            detail.path("error_type").asString(""),
            detail.path("status").asString(""),
            detail.path("innererror").path("code").asString(""),
            reasons(detail));
    return classify(effectiveStatus(status, detail), message, code, field(detail));
  }

  /** Where the fault is, by name or as the way there. */
  private static @Nullable String field(JsonNode detail) {
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

  /**
   * Whether what came in the place of an answer tells of a failure, in whichever form.
   *
   * @param expected the field without which there is no answer
   */
  public static boolean tells(JsonNode json, String expected) {
    JsonNode one = json.isArray() && !json.isEmpty() ? json.get(0) : json;
    return one.hasNonNull("error")
        || (!one.has(expected) && (one.hasNonNull("message") || one.hasNonNull("detail")));
  }

  private static String reasons(JsonNode detail) {
    StringBuilder reasons = new StringBuilder();
    for (JsonNode one : detail.path("details").values()) {
      reasons.append(one.path("reason").asString("")).append(' ');
    }
    return reasons.toString();
  }

  private static String message(JsonNode json, JsonNode error, JsonNode detail) {
    if (error.isString()) {
      return error.stringValue();
    }
    for (String field : new String[] {"message", "detail", "error"}) {
      JsonNode value = detail.path(field);
      if (value.isString()) {
        return value.stringValue();
      }
      if (value.isArray() && !value.isEmpty()) {
        return value.get(0).path("msg").asString(Json.text(value));
      }
    }
    return Json.text(json);
  }

  /** Inside a stream there is no status of its own, but the error may name one. */
  private static int effectiveStatus(int status, JsonNode detail) {
    if (status >= 400) {
      return status;
    }
    for (String field : new String[] {"status_code", "code", "status", "http_status_code"}) {
      int named = detail.path(field).asInt(0);
      if (named >= 400 && named < 600) {
        return named;
      }
    }
    for (String field : new String[] {"code", "type"}) {
      int meant = status(detail.path(field).asString(""));
      if (meant > 0) {
        return meant;
      }
    }
    return 500;
  }

  /** The status that goes with a word of OpenAI's or Anthropic's; 0 for none. */
  private static int status(String word) {
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

  private static UpstreamFailure classify(
      int status, String message, String code, @Nullable String field) {
    String words = (code + " " + message).toLowerCase(Locale.ROOT);
    return new UpstreamFailure(kind(status, words), status, shorten(message), field, null);
  }

  private static Kind kind(int status, String words) {
    return switch (status) {
      case 400, 422 -> refusal(words);
      case 401 -> Kind.AUTHENTICATION;
      case 402 -> Kind.QUOTA_EXHAUSTED;
      case 403 -> Kind.PERMISSION;
      case 404 -> Kind.NOT_FOUND;
      case 408, 499, 504 -> Kind.TIMEOUT;
      case 413 -> tooLarge(words);
      case 429 -> find(QUOTA, words) ? Kind.QUOTA_EXHAUSTED : limited(words);
      // Cohere's word for a prompt or an answer with words on its list.
      case 498 -> Kind.CONTENT_FILTERED;
      // The model itself failed.
      case 424 -> serverFault(words);
      case 503, 529 -> Kind.OVERLOADED;
      default -> status >= 500 || status < 400 ? serverFault(words) : Kind.BAD_REQUEST;
    };
  }

  /** Anthropic refuses a body that is too large in words like those about a context. */
  private static Kind tooLarge(String words) {
    return find(CONTEXT, words) && !words.contains("request_too_large")
        ? Kind.CONTEXT_LENGTH
        : Kind.TOO_LARGE;
  }

  private static Kind limited(String words) {
    return find(CONTEXT, words) && !words.contains("rate limit")
        ? Kind.CONTEXT_LENGTH
        : Kind.RATE_LIMITED;
  }

  private static Kind serverFault(String words) {
    if (find(QUOTA, words)) {
      return Kind.QUOTA_EXHAUSTED;
    }
    return words.contains("overloaded") ? Kind.OVERLOADED : Kind.SERVER;
  }

  private static Kind refusal(String words) {
    if (find(CONTEXT, words)) {
      return Kind.CONTEXT_LENGTH;
    }
    if (find(BAD_KEY, words)) {
      return Kind.AUTHENTICATION;
    }
    if (words.contains("model_not_found")) {
      return Kind.NOT_FOUND;
    }
    if (find(QUOTA, words)) {
      return Kind.QUOTA_EXHAUSTED;
    }
    return find(FILTERED, words) ? Kind.CONTENT_FILTERED : Kind.BAD_REQUEST;
  }

  private static boolean find(Pattern pattern, String words) {
    return pattern.matcher(words).find();
  }

  private static String shorten(String message) {
    return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…";
  }

  private static @Nullable JsonNode tree(byte[] body) {
    try {
      JsonNode json = Json.read(body);
      return json.isContainer() ? json : null;
    } catch (JacksonException notJson) {
      return null;
    }
  }

  private static UpstreamFailure withRetryAfter(
      UpstreamFailure failure, @Nullable Duration retryAfter) {
    // Some vendors send retry-after with every answer; it means something only on these.
    boolean passes =
        switch (failure.kind()) {
          case RATE_LIMITED, OVERLOADED, SERVER, TIMEOUT -> true;
          case BAD_REQUEST,
              CONTEXT_LENGTH,
              CONTENT_FILTERED,
              AUTHENTICATION,
              PERMISSION,
              NOT_FOUND,
              TOO_LARGE,
              QUOTA_EXHAUSTED,
              UNREACHABLE,
              TRUNCATED,
              UNREADABLE ->
              false;
        };
    return passes && retryAfter != null
        ? new UpstreamFailure(
            failure.kind(), failure.status(), failure.message(), failure.field(), retryAfter)
        : failure;
  }

  private static @Nullable Duration retryAfter(Headers headers, @Nullable JsonNode json) {
    String seconds = headers.first("retry-after");
    if (seconds != null) {
      return parseRetryAfter(seconds, headers);
    }
    String millis = headers.first("retry-after-ms");
    if (millis != null && millis.matches("\\d{1,9}")) {
      return Duration.ofMillis(Long.parseLong(millis));
    }
    return json == null ? null : retryDelay(json);
  }

  private static @Nullable Duration parseRetryAfter(String value, Headers headers) {
    if (value.matches("\\d{1,9}(\\.\\d{1,9})?")) {
      return Duration.ofMillis(Math.round(Double.parseDouble(value) * 1000));
    }
    return sinceAnswer(value, headers.first("date"));
  }

  /** A point in time is compared with the answer's own date, so that no clocks are mixed. */
  private static @Nullable Duration sinceAnswer(String value, @Nullable String answered) {
    if (answered == null) {
      return null;
    }
    try {
      DateTimeFormatter format = DateTimeFormatter.RFC_1123_DATE_TIME;
      Duration wait =
          Duration.between(
              ZonedDateTime.parse(answered, format), ZonedDateTime.parse(value, format));
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** Google tells the wait in the body. */
  private static @Nullable Duration retryDelay(JsonNode json) {
    JsonNode error =
        json.isArray() && !json.isEmpty() ? json.get(0).path("error") : json.path("error");
    for (JsonNode detail : error.path("details").values()) {
      Matcher delay = SECONDS.matcher(detail.path("retryDelay").asString(""));
      if (delay.matches()) {
        return Duration.ofMillis(Math.round(Double.parseDouble(delay.group(1)) * 1000));
      }
    }
    return null;
  }

  /** What an unreadable answer becomes. */
  public static UpstreamFailure unreadable(int status, byte[] body) {
    String start = new String(body, 0, Math.min(body.length, 200), UTF_8);
    return UpstreamFailure.of(Kind.UNREADABLE, status, "Not the format expected: " + start);
  }
}
