package io.tollgate.persistence.subscription;

import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.subscription.SubscriptionEvent;
import io.tollgate.domain.subscription.SubscriptionId;
import io.tollgate.persistence.database.EnumColumn;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code subscription_event}. */
record SubscriptionEventRow(
    UUID subscriptionId,
    String status,
    @Nullable UUID actorId,
    @Nullable String note,
    Instant occurredAt) {

  static final String COLUMNS = "subscription_id, status, actor_id, note, occurred_at";

  SubscriptionEvent toEvent() {
    return new SubscriptionEvent(
        new SubscriptionId(subscriptionId),
        EnumColumn.value(Subscription.Status.class, status),
        actorId == null ? null : new UserId(actorId),
        note,
        occurredAt);
  }
}
