package io.tollgate.portal.subscription;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.tenant.Tenant;

/** A subscription with all that it names, as people need it. */
public record SubscriptionOverview(
    Subscription subscription,
    Application application,
    Tenant tenant,
    Api api,
    Tenant owner,
    Plan plan) {}
