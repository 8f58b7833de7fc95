package io.tollgate.persistence.subscription;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.PlanId;
import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.subscription.SubscriptionId;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.persistence.database.EnumColumn;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code subscription}. */
public record SubscriptionRow(
    UUID id,
    UUID applicationId,
    UUID tenantId,
    UUID apiId,
    UUID ownerTenantId,
    UUID planId,
    String status,
    String purpose,
    @Nullable String reason,
    @Nullable UUID requestedBy,
    Instant requestedAt,
    @Nullable UUID decidedBy,
    @Nullable Instant decidedAt) {

  public static final String COLUMNS =
      "id, application_id, tenant_id, api_id, owner_tenant_id, plan_id, status, purpose, reason,"
          + " requested_by, requested_at, decided_by, decided_at";

  static SubscriptionRow of(Subscription subscription) {
    return new SubscriptionRow(
        subscription.id().value(),
        subscription.application().value(),
        subscription.tenant().value(),
        subscription.api().value(),
        subscription.ownerTenant().value(),
        subscription.plan().value(),
        EnumColumn.text(subscription.status()),
        subscription.purpose(),
        subscription.reason(),
        value(subscription.requestedBy()),
        subscription.requestedAt(),
        value(subscription.decidedBy()),
        subscription.decidedAt());
  }

  public Subscription toSubscription() {
    return new Subscription(
        new SubscriptionId(id),
        new ApplicationId(applicationId),
        new TenantId(tenantId),
        new ApiId(apiId),
        new TenantId(ownerTenantId),
        new PlanId(planId),
        EnumColumn.value(Subscription.Status.class, status),
        purpose,
        reason,
        requestedBy == null ? null : new UserId(requestedBy),
        requestedAt,
        decidedBy == null ? null : new UserId(decidedBy),
        decidedAt);
  }

  private static @Nullable UUID value(@Nullable UserId user) {
    return user == null ? null : user.value();
  }
}
