package io.tollgate.gateway.admission;

import io.tollgate.providers.call.Header;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a subscription stands after a request was admitted; a limit that is null is not shown. */
record RateHeaders(
    @Nullable Integer requestLimit,
    long requestsLeft,
    @Nullable Integer tokenLimit,
    long tokensLeft,
    Duration untilReset) {

  List<Header> toHeaders() {
    var headers = new ArrayList<Header>(6);
    add(headers, "requests", requestLimit, requestsLeft);
    add(headers, "tokens", tokenLimit, tokensLeft);
    return headers;
  }

  private void add(List<Header> headers, String what, @Nullable Integer limit, long left) {
    if (limit != null) {
      headers.add(new Header("x-ratelimit-limit-" + what, limit.toString()));
      headers.add(new Header("x-ratelimit-remaining-" + what, Long.toString(Math.max(0, left))));
      // OpenAI's SDKs read durations such as 17s here, not moments.
      headers.add(new Header("x-ratelimit-reset-" + what, untilReset.toSeconds() + "s"));
    }
  }
}
