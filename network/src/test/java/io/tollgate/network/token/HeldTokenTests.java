package io.tollgate.network.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.domain.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class HeldTokenTests {

  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final Duration HOUR = Duration.ofHours(1);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final HeldToken held = new HeldToken(now::get);

  private int fetches;

  private AccessToken get(Duration lifetime) {
    var fetch =
        Mono.fromSupplier(
            () -> new AccessToken(Secret.of("token-" + ++fetches), now.get().plus(lifetime)));
    return held.get(fetch).blockOptional().orElseThrow();
  }

  private void fail() {
    Mono<AccessToken> fetch = Mono.error(() -> new NoAccessTokenException("No " + ++fetches));
    assertThatThrownBy(() -> held.get(fetch).block())
        .isInstanceOf(NoAccessTokenException.class)
        .hasMessage("No " + fetches);
  }

  private void pass(Duration time) {
    now.set(now.get().plus(time));
  }

  @Test
  void aFailureStandsForAWhile() {
    for (int request = 0; request < 100; request++) {
      fail();
    }
    assertThat(fetches).isEqualTo(1);

    pass(PAUSE);
    fail();
    assertThat(fetches).isEqualTo(2);

    pass(PAUSE);
    assertThat(get(HOUR)).isEqualTo(get(HOUR));
    assertThat(fetches).isEqualTo(3);
  }

  @Test
  void aLateRefusalOfTheLastTokenLeavesTheNewOne() {
    var last = get(HOUR);
    pass(Duration.ofMinutes(1));
    held.forget(last.authorization());
    var renewed = get(HOUR);
    assertThat(renewed).isNotEqualTo(last);

    pass(Duration.ofMinutes(1));
    held.forget(last.authorization());
    held.forget(null);
    assertThat(get(HOUR)).isEqualTo(renewed);

    held.forget(renewed.authorization());
    assertThat(get(HOUR)).isNotEqualTo(renewed);
  }

  @Test
  void oneThatIsRefusedAtOnceIsShownUntilThePauseIsOver() {
    var refused = get(HOUR);
    held.forget(refused.authorization());
    pass(PAUSE.minusMillis(1));
    assertThat(get(HOUR)).isEqualTo(refused);

    pass(Duration.ofMillis(1));
    assertThat(get(HOUR)).isNotEqualTo(refused);
    assertThat(fetches).isEqualTo(2);
  }

  @Test
  void oneThatHardlyLastsIsNotFetchedByEveryRequest() {
    var brief = Duration.ofSeconds(5);
    for (int request = 0; request < 100; request++) {
      get(brief);
    }
    assertThat(fetches).isEqualTo(1);
  }
}
