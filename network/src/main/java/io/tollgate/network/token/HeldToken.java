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
   * What the latest fetch brought stands for so long, be it a failure or a token that is refused: a
   * thousand requests that meet it do not each fetch another.
   */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final InstantSource clock;

  private @Nullable AccessToken token;
  private @Nullable Mono<AccessToken> latest;
  private Instant nextFetch = Instant.MIN;

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
      return latest(fetch, now);
    }
    if (!present.lasts(EARLY, now)) {
      latest(fetch, now).subscribe(renewed -> {}, tryLater -> {});
    }
    return Mono.just(present);
  }

  private Mono<AccessToken> latest(Mono<AccessToken> fetch, Instant now) {
    var present = latest;
    if (present != null && now.isBefore(nextFetch)) {
      return present;
    }
    // Cached, so that it goes on when the caller who began it leaves.
    var begun = fetch.doOnNext(this::keep).doOnError(failed -> over()).cache();
    latest = begun;
    // None while this one is under way.
    nextFetch = Instant.MAX;
    return begun;
  }

  private synchronized void keep(AccessToken fresh) {
    token = fresh;
    over();
  }

  private synchronized void over() {
    nextFetch = clock.instant().plus(PAUSE);
  }

  /**
   * It was refused before its time.
   *
   * @param shown what the refused request was authorised with, which may be an earlier token
   */
  synchronized void forget(@Nullable String shown) {
    if (token != null && token.authorization().equals(shown)) {
      token = null;
    }
  }
}
