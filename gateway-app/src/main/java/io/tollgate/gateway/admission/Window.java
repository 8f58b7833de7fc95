package io.tollgate.gateway.admission;

import io.tollgate.domain.catalogue.Plan;
import io.tollgate.gateway.errors.GatewayFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a subscription has taken in the running minute. */
final class Window {

  private static final long MINUTE = 60_000;

  private long minute;
  private long requests;
  private long tokens;

  synchronized Reservation reserve(Plan plan, long certain, long possible, long now) {
    turnTo(now / MINUTE);
    var untilNext = Duration.ofMillis(MINUTE - now % MINUTE);
    var requestLimit = plan.requestsPerMinute();
    if (requestLimit != null && requests + 1 > requestLimit) {
      throw new GatewayFailure.LimitReached("requests per minute", requestLimit, untilNext)
          .toException();
    }
    var tokenLimit = plan.tokensPerMinute();
    long needed = needed(tokenLimit, certain, possible);
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

  /**
   * What may come back is held as well. Where no minute has room for all of it, what is left of
   * this one is held: a client that asks for more than it ever takes is not kept out for that.
   */
  private long needed(@Nullable Integer tokenLimit, long certain, long possible) {
    return tokenLimit == null || certain + possible <= tokenLimit
        ? certain + possible
        : Math.max(certain, tokenLimit - tokens);
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
