package io.tollgate.network.token;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The token of one account: fetched by the first who needs it, shared by all who wait, and renewed
 * in the background before it expires.
 */
final class HeldToken {

  /** From here on a token is renewed, while it is still used. */
  private static final Duration EARLY = Duration.ofMinutes(5);

  /** Requests take a while on their way, and clocks differ. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  /**
   * Between two renewals, so that one that failed is not repeated by each of a thousand requests.
   */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final InstantSource clock;

  private @Nullable AccessToken token;
  private @Nullable Mono<AccessToken> underWay;
  private Instant nextRenewal = Instant.MIN;

  HeldToken(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * The token, at once while there is one.
   *
   * @param fetch gets a new one; subscribed to by one caller at a time
   */
  synchronized Mono<AccessToken> get(Mono<AccessToken> fetch) {
    Instant now = clock.instant();
    var present = token;
    if (present == null || !present.lasts(MARGIN, now)) {
      return shared(fetch);
    }
    if (!present.lasts(EARLY, now) && now.isAfter(nextRenewal) && underWay == null) {
      shared(fetch).subscribe(renewed -> {}, tryLater -> {});
    }
    return Mono.just(present);
  }

  private Mono<AccessToken> shared(Mono<AccessToken> fetch) {
    var present = underWay;
    if (present != null) {
      return present;
    }
    // Cached, so that it goes on when the caller who began it leaves.
    var begun = fetch.doOnNext(this::keep).doOnError(failed -> over()).cache();
    underWay = begun;
    return begun;
  }

  private synchronized void keep(AccessToken fresh) {
    token = fresh;
    over();
  }

  private synchronized void over() {
    nextRenewal = clock.instant().plus(PAUSE);
    underWay = null;
  }

  /** It was refused before its time. */
  synchronized void forget() {
    token = null;
  }
}
