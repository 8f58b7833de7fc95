package io.tollgate.domain.subscription;

import io.tollgate.domain.application.ApplicationId;

/** How many subscriptions an application has had, whatever became of them. */
public record SubscriptionCount(ApplicationId application, long all) {}
