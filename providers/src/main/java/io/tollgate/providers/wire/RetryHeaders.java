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
    if (hopeless(error)) {
      // The SDKs retry 409, 429 and 5xx on their own; here that would only repeat the answer.
      headers.add(new Header("x-should-retry", "false"));
    }
    return headers;
  }

  private static boolean hopeless(ClientError error) {
    return switch (error.code()) {
      case "budget_exhausted", "insufficient_quota", "upstream_auth", "upstream_permission" -> true;
      case "upstream_quota", "upstream_model_not_found" -> true;
      default -> false;
    };
  }
}
