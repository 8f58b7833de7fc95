package io.tollgate.gateway.admission;

import io.tollgate.domain.catalogue.Plan;
import io.tollgate.gateway.errors.GatewayFailure;
import java.time.Duration;

/** What a subscription has taken in the running minute. */
final class Window {

  private static final long MINUTE = 60_000;

  private long minute;
  private long requests;
  private long tokens;

  synchronized Reservation reserve(Plan plan, long needed, long now) {
    turnTo(now / MINUTE);
    var untilNext = Duration.ofMillis(MINUTE - now % MINUTE);
    var requestLimit = plan.requestsPerMinute();
    if (requestLimit != null && requests + 1 > requestLimit) {
      throw new GatewayFailure.LimitReached("requests per minute", requestLimit, untilNext)
          .toException();
    }
    var tokenLimit = plan.tokensPerMinute();
    if (tokenLimit != null && tokens + needed > tokenLimit) {
      throw new GatewayFailure.LimitReached("tokens per minute", tokenLimit, untilNext)
          .toException();
    }
    requests++;
    tokens += needed;
    var headers =
        new RateHeaders(
            requestLimit,
            requestLimit == null ? 0 : requestLimit - requests,
            tokenLimit,
            tokenLimit == null ? 0 : tokenLimit - tokens,
            untilNext);
    return new Reservation(this, minute, needed, headers);
  }

  /** Corrects a reservation by what was taken; one of a minute that is over corrects nothing. */
  synchronized void settle(long reservedIn, long reserved, long taken) {
    if (minute == reservedIn) {
      tokens += taken - reserved;
    }
  }

  private void turnTo(long current) {
    if (current != minute) {
      minute = current;
      requests = 0;
      tokens = 0;
    }
  }
}
