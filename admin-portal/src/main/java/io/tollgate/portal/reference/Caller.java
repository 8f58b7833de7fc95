package io.tollgate.portal.reference;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.subscription.SubscriptionId;

/** Through whom an API is called: an application that is subscribed to it. */
record Caller(SubscriptionId subscription, Application application, Api api) {}
