package io.tollgate.gateway.admission;

import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.subscription.SubscriptionId;
import io.tollgate.gateway.errors.GatewayFailure;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The requests and tokens per minute of each subscription, on this node. A request reserves what it
 * may need before it is sent, and is settled with what it took.
 */
public final class RateLimits {

  private final Clock clock;
  private final ConcurrentMap<SubscriptionId, Window> windows = new ConcurrentHashMap<>();

  public RateLimits(Clock clock) {
    this.clock = clock;
  }

  /**
   * Takes one request and its tokens from the limits of a plan. What could never pass is refused
   * for good, and what can pass later until the next minute.
   *
   * @param certain tokens that the request needs for sure
   * @param possible tokens that it may need besides
   */
  public Reservation reserve(SubscriptionId subscription, Plan plan, long certain, long possible) {
    if (plan.requestsPerMinute() == null && plan.tokensPerMinute() == null) {
      return Reservation.UNLIMITED;
    }
    var tokensAllowed = plan.tokensPerMinute();
    if (tokensAllowed != null && certain > tokensAllowed) {
      throw new GatewayFailure.AboveLimit("tokens per minute", tokensAllowed, certain)
          .toException();
    }
    return windows
        .computeIfAbsent(subscription, id -> new Window())
        .reserve(plan, certain, possible, clock.millis());
  }
}
