package io.tollgate.providers.wire;

import io.tollgate.providers.call.ClientError;
import io.tollgate.providers.call.Header;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The headers that tell a client's SDK whether and when to try again. */
public final class RetryHeaders {
  private RetryHeaders() {}

  /** Content type included. */
  public static List<Header> of(ClientError error) {
    List<Header> headers = new ArrayList<>(3);
    headers.add(Header.JSON);
    Duration after = error.retryAfter();
    if (after != null) {
      long seconds = Math.max(1, after.plusMillis(999).toSeconds());
      headers.add(new Header("retry-after", Long.toString(seconds)));
    }
    headers.add(new Header("x-should-retry", Boolean.toString(worthwhile(error))));
    return headers;
  }

  /**
   * The SDKs retry 408, 409, 429 and 5xx on their own; said outright, every client does the same,
   * and none of them repeats what would only be answered the same way again. Who failed knows best.
   */
  private static boolean worthwhile(ClientError error) {
    if (error.worthRepeating() != null) {
      return error.worthRepeating();
    }
    return switch (error.code()) {
      case "budget_exhausted", "insufficient_quota", "upstream_auth", "upstream_permission" ->
          false;
      case "upstream_quota", "upstream_model_not_found", "request_above_limit" -> false;
      default -> error.status() == 408 || error.status() == 429 || error.status() >= 500;
    };
  }
}
