package io.tollgate.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.call.UpstreamFailure.Kind;
import io.tollgate.providers.json.Json;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Understands any provider's failure. The envelopes differ (and the same vendor uses several), so
 * the status decides first and the words only refine it.
 */
public final class UpstreamErrors {
  private static final int MAX_MESSAGE = 2000;
  private static final int SHOWN_OF_UNREADABLE = 200;

  private UpstreamErrors() {}

  /** Reads a failed answer. */
  public static UpstreamFailure read(int status, Headers headers, byte[] body) {
    JsonNode json = tree(body);
    UpstreamFailure failure =
        json == null
            ? classify(status, status + " without a readable reason", "", null)
            : read(status, json);
    return RetryAfter.noted(named(failure, headers), headers, json)
        .withWorthRepeating(advice(headers.first("x-should-retry")));
  }

  /** What OpenAI and Anthropic tell their own clients, who trust it more than any status. */
  private static @Nullable Boolean advice(@Nullable String header) {
    return switch (header) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      case null, default -> null;
    };
  }

  /** Reads an error object that came inside a stream or under a status of 200. */
  public static UpstreamFailure read(int status, JsonNode json) {
    ErrorEnvelope error = ErrorEnvelope.of(json);
    return classify(error.status(status), error.message(), error.code(), error.field());
  }

  /** Reads an exception of Amazon's that came inside a stream. */
  public static UpstreamFailure exception(String type, JsonNode payload) {
    boolean refusal = type.toLowerCase(Locale.ROOT).startsWith("validation");
    return amazon(type, read(refusal ? 400 : 500, payload), true);
  }

  /**
   * Whether what came in the place of an answer tells of a failure, in whichever form.
   *
   * @param expected the field without which there is no answer
   */
  public static boolean tells(JsonNode json, String expected) {
    JsonNode one = ErrorEnvelope.one(json);
    return one.hasNonNull("error")
        || (!one.has(expected) && (one.hasNonNull("message") || one.hasNonNull("detail")));
  }

  /** What an unreadable answer becomes. */
  public static UpstreamFailure unreadable(int status, byte[] body) {
    String start = new String(body, 0, Math.min(body.length, SHOWN_OF_UNREADABLE), UTF_8);
    return UpstreamFailure.of(Kind.UNREADABLE, status, "Not the format expected: " + start);
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

  private static UpstreamFailure classify(
      int status, String message, String code, @Nullable String field) {
    String words = (code + " " + message).toLowerCase(Locale.ROOT);
    Kind kind = FailureKinds.of(status, words);
    return new UpstreamFailure(kind, status, shorten(message), field, null, null);
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
}
