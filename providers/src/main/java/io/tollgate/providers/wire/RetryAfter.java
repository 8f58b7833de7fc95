package io.tollgate.providers.wire;

import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.UpstreamFailure;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How long a provider asks to wait, in its headers or in its body. */
final class RetryAfter {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
  private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,9}");
  private static final Pattern SECONDS = Pattern.compile("(\\d+(?:\\.\\d+)?)s");

  private RetryAfter() {}

  /** The failure with the wait that it asks for, where waiting helps. */
  static UpstreamFailure noted(UpstreamFailure failure, Headers headers, @Nullable JsonNode json) {
    Duration wait = helps(failure) ? read(headers, json) : null;
    return wait == null ? failure : failure.withRetryAfter(wait);
  }

  /** Some vendors send retry-after with every answer; it means something only on these. */
  private static boolean helps(UpstreamFailure failure) {
    return switch (failure.kind()) {
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
  }

  private static @Nullable Duration read(Headers headers, @Nullable JsonNode json) {
    Duration wait = wait(headers.first("retry-after"), headers.first("date"));
    if (wait != null) {
      return wait;
    }
    String millis = headers.first("retry-after-ms");
    if (millis != null && WHOLE_NUMBER.matcher(millis).matches()) {
      return Duration.ofMillis(Long.parseLong(millis));
    }
    return json == null ? null : retryDelay(json);
  }

  /** Seconds, or a point in time. */
  private static @Nullable Duration wait(@Nullable String after, @Nullable String answered) {
    if (after == null) {
      return null;
    }
    return NUMBER.matcher(after.strip()).matches()
        ? ofSeconds(after.strip())
        : until(after, answered);
  }

  private static Duration ofSeconds(String number) {
    return Duration.ofMillis(Math.round(Double.parseDouble(number) * 1000));
  }

  /** A point in time is compared with the answer's own date, so that no clocks are mixed. */
  private static @Nullable Duration until(String time, @Nullable String answered) {
    if (answered == null) {
      return null;
    }
    try {
      DateTimeFormatter format = DateTimeFormatter.RFC_1123_DATE_TIME;
      Duration wait =
          Duration.between(
              ZonedDateTime.parse(answered, format), ZonedDateTime.parse(time, format));
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** Google tells the wait in the body. */
  private static @Nullable Duration retryDelay(JsonNode json) {
    JsonNode error = ErrorEnvelope.one(json).path("error");
    for (JsonNode detail : error.path("details").values()) {
      Matcher delay = SECONDS.matcher(detail.path("retryDelay").asString(""));
      if (delay.matches()) {
        return ofSeconds(delay.group(1));
      }
    }
    return null;
  }
}
