package io.tollgate.domain.subscription;

import io.tollgate.domain.identity.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One step in the life of a subscription, for its timeline. */
public record SubscriptionEvent(
    SubscriptionId subscription,
    Subscription.Status status,
    @Nullable UserId actor,
    @Nullable String note,
    Instant occurredAt) {}
