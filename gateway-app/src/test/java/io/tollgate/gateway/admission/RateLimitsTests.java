package io.tollgate.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.catalogue.PlanId;
import io.tollgate.domain.subscription.SubscriptionId;
import io.tollgate.gateway.errors.GatewayException;
import io.tollgate.gateway.errors.GatewayFailure;
import io.tollgate.providers.call.Header;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RateLimitsTests {

  private static final Instant MINUTE = Instant.parse("2026-03-01T12:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(MINUTE);
  private final RateLimits limits = new RateLimits(clock());
  private final SubscriptionId subscription = SubscriptionId.create();

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneOffset getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new IllegalStateException("there is one zone only");
      }

      @Override
      public Instant instant() {
        return now.get();
      }
    };
  }

  @Test
  void tokensAddUpOverTheRequestsOfAMinute() {
    var plan = plan(null, 100);

    assertThat(left(limits.reserve(subscription, plan, 30, 20))).isEqualTo(50);
    assertThat(left(limits.reserve(subscription, plan, 10, 40))).isZero();

    assertThat(refusal(plan, 1, 0)).isInstanceOf(GatewayFailure.LimitReached.class);
    assertThat(left(limits.reserve(SubscriptionId.create(), plan, 1, 0))).isEqualTo(99);
  }

  @Test
  void whatWasNotTakenIsGivenBackAndWhatWasTakenBesidesCounts() {
    var plan = plan(null, 100);
    var cautious = limits.reserve(subscription, plan, 10, 90);

    assertThat(refusal(plan, 1, 0)).isInstanceOf(GatewayFailure.LimitReached.class);
    cautious.settle(25);
    var careless = limits.reserve(subscription, plan, 5, 0);
    careless.settle(70);

    assertThat(left(limits.reserve(subscription, plan, 1, 0))).isEqualTo(100 - 25 - 70 - 1);
  }

  @Test
  void theTurnOfTheMinuteGivesAllOfItBackAndNothingTwice() {
    var plan = plan(2, 100);
    limits.reserve(subscription, plan, 40, 0);
    var late = limits.reserve(subscription, plan, 60, 0);
    now.set(MINUTE.plusMillis(59_999));
    assertThat(refusal(plan, 1, 0)).isInstanceOf(GatewayFailure.LimitReached.class);

    now.set(MINUTE.plusMillis(60_000));

    assertThat(left(limits.reserve(subscription, plan, 10, 0))).isEqualTo(90);
    late.settle(0);
    assertThat(left(limits.reserve(subscription, plan, 10, 0))).isEqualTo(80);
  }

  @Test
  void whatCanPassLaterIsToldWhen() {
    var plan = plan(null, 100);
    limits.reserve(subscription, plan, 60, 0);
    now.set(MINUTE.plusSeconds(45));

    var refusal = refusal(plan, 30, 20).toClientError();

    assertThat(refusal.status()).isEqualTo(429);
    assertThat(refusal.message()).contains("tokens per minute").contains("100");
    assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void whatCouldNeverPassIsToldSoAndNotWhen() {
    var refusal = refusal(plan(null, 100), 101, 0).toClientError();

    assertThat(refusal.status()).isEqualTo(429);
    assertThat(refusal.code()).isEqualTo("request_above_limit");
    assertThat(refusal.message()).contains("tokens per minute").contains("101").contains("100");
    assertThat(refusal.retryAfter()).isNull();
  }

  @Test
  void aRequestThatMayNeedMoreThanAnyMinuteHasHoldsWhatIsLeftOfThisOne() {
    var plan = plan(null, 100);
    limits.reserve(subscription, plan, 60, 0);

    var greedy = limits.reserve(subscription, plan, 10, 100_000);

    assertThat(left(greedy)).isZero();
    assertThat(refusal(plan, 1, 0)).isInstanceOf(GatewayFailure.LimitReached.class);
    greedy.settle(15);
    assertThat(left(limits.reserve(subscription, plan, 1, 0))).isEqualTo(100 - 60 - 15 - 1);
    assertThat(refusal(plan, 25, 100_000)).isInstanceOf(GatewayFailure.LimitReached.class);
  }

  private GatewayFailure refusal(Plan plan, long certain, long possible) {
    var refused = new AtomicReference<GatewayFailure>();
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> limits.reserve(subscription, plan, certain, possible))
        .satisfies(thrown -> refused.set(thrown.failure()));
    return refused.get();
  }

  private static long left(Reservation reservation) {
    return reservation.headers().stream()
        .filter(header -> header.name().equals("x-ratelimit-remaining-tokens"))
        .map(Header::value)
        .mapToLong(Long::parseLong)
        .sum();
  }

  private static Plan plan(@Nullable Integer requestsPerMinute, @Nullable Integer tokensPerMinute) {
    return new Plan(
        PlanId.create(),
        ApiId.create(),
        "plan",
        "Plan",
        "",
        Plan.Approval.AUTOMATIC,
        requestsPerMinute,
        tokensPerMinute,
        Set.of(),
        Plan.Status.ACTIVE,
        MINUTE);
  }
}
