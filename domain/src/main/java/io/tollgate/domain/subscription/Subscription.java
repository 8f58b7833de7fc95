package io.tollgate.domain.subscription;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.PlanId;
import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An application's grant on an API's plan. It names both tenants: the one that consumes and the one
 * that publishes.
 */
public record Subscription(
    SubscriptionId id,
    ApplicationId application,
    TenantId tenant,
    ApiId api,
    TenantId ownerTenant,
    PlanId plan,
    Status status,
    String purpose,
    @Nullable String reason,
    @Nullable UserId requestedBy,
    Instant requestedAt,
    @Nullable UserId decidedBy,
    @Nullable Instant decidedAt) {

  /** pending → approved or rejected; approved ⇄ suspended; anything live → closed. */
  public enum Status {
    PENDING,
    APPROVED,
    REJECTED,
    SUSPENDED,
    CLOSED;

    /** Those that nothing has ended; an application has one of them to an API at most. */
    public static final Set<Status> LIVE = Set.of(PENDING, APPROVED, SUSPENDED);

    public boolean allows(Status next) {
      return switch (this) {
        case PENDING -> next == APPROVED || next == REJECTED || next == CLOSED;
        case APPROVED -> next == SUSPENDED || next == CLOSED;
        case SUSPENDED -> next == APPROVED || next == CLOSED;
        case REJECTED, CLOSED -> false;
      };
    }
  }

  public Subscription approve(@Nullable UserId by, Instant now) {
    return moveTo(Status.APPROVED, null, by, now);
  }

  /** Rejects with a reason, which the developer reads. */
  public Subscription reject(String why, UserId by, Instant now) {
    if (why.isBlank()) {
      throw new IllegalArgumentException("a rejection needs a reason");
    }
    return moveTo(Status.REJECTED, why.strip(), by, now);
  }

  public Subscription suspend(String why, UserId by, Instant now) {
    return moveTo(Status.SUSPENDED, why.strip(), by, now);
  }

  public Subscription close(@Nullable UserId by, Instant now) {
    return moveTo(Status.CLOSED, reason, by, now);
  }

  /** Whether it is suspended, or was when it was closed: that keeps why it was suspended. */
  public boolean endedInSuspension() {
    return status == Status.SUSPENDED || (status == Status.CLOSED && reason != null);
  }

  private Subscription moveTo(Status next, @Nullable String why, @Nullable UserId by, Instant now) {
    if (!status.allows(next)) {
      throw new IllegalSubscriptionTransition(status, next);
    }
    return new Subscription(
        id,
        application,
        tenant,
        api,
        ownerTenant,
        plan,
        next,
        purpose,
        why,
        requestedBy,
        requestedAt,
        by,
        now);
  }
}
