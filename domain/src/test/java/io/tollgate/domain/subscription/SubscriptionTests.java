package io.tollgate.domain.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.PlanId;
import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.tenant.TenantId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SubscriptionTests {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final UserId ADMIN = UserId.create();

  @Test
  void isApprovedBySomebody() {
    var approved = pending().approve(ADMIN, NOW);

    assertThat(approved.status()).isEqualTo(Subscription.Status.APPROVED);
    assertThat(approved.decidedBy()).isEqualTo(ADMIN);
    assertThat(approved.decidedAt()).isEqualTo(NOW);
  }

  @Test
  void isRejectedWithAReasonOnly() {
    assertThatThrownBy(() -> pending().reject(" ", ADMIN, NOW))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(pending().reject(" Too broad. ", ADMIN, NOW).reason()).isEqualTo("Too broad.");
  }

  @Test
  void cannotBeDecidedTwice() {
    var rejected = pending().reject("No.", ADMIN, NOW);

    assertThatThrownBy(() -> rejected.approve(ADMIN, NOW))
        .isInstanceOf(IllegalSubscriptionTransition.class)
        .hasMessageContaining("REJECTED");
  }

  @Test
  void comesBackFromASuspension() {
    var suspended = pending().approve(ADMIN, NOW).suspend("Unpaid.", ADMIN, NOW);

    assertThat(suspended.reason()).isEqualTo("Unpaid.");
    assertThat(suspended.approve(ADMIN, NOW).reason()).isNull();
  }

  @Test
  void closingDoesNotHideASuspension() {
    var approved = pending().approve(ADMIN, NOW);
    var suspended = approved.suspend("Too many calls", ADMIN, NOW);

    assertThat(suspended.endedInSuspension()).isTrue();
    assertThat(suspended.close(ADMIN, NOW).endedInSuspension()).isTrue();
    assertThat(suspended.approve(ADMIN, NOW).close(ADMIN, NOW).endedInSuspension()).isFalse();
    assertThat(approved.close(ADMIN, NOW).endedInSuspension()).isFalse();
    assertThat(pending().close(ADMIN, NOW).endedInSuspension()).isFalse();
    assertThat(pending().reject("No", ADMIN, NOW).endedInSuspension()).isFalse();
  }

  @Test
  void nothingFollowsTheEnd() {
    var closed = pending().close(ADMIN, NOW);

    assertThatThrownBy(() -> closed.approve(ADMIN, NOW))
        .isInstanceOf(IllegalSubscriptionTransition.class);
    assertThatThrownBy(() -> closed.close(ADMIN, NOW))
        .isInstanceOf(IllegalSubscriptionTransition.class);
  }

  private static Subscription pending() {
    return new Subscription(
        SubscriptionId.create(),
        ApplicationId.create(),
        TenantId.create(),
        ApiId.create(),
        TenantId.create(),
        PlanId.create(),
        Subscription.Status.PENDING,
        "",
        null,
        UserId.create(),
        NOW,
        null,
        null);
  }
}
