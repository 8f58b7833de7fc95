package io.tollgate.domain.configuration;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.Credential;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.catalogue.Route;
import io.tollgate.domain.model.Deployment;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.model.Price;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.tenant.Tenant;
import java.util.List;

/**
 * Everything that a gateway needs, as it was at one version. Revoked credentials, closed or
 * rejected subscriptions, and drafts are left out.
 *
 * @param unreadable definitions that are stored but make no sense
 */
public record Configuration(
    long version,
    List<Tenant> tenants,
    List<Application> applications,
    List<Credential> credentials,
    List<Subscription> subscriptions,
    List<Api> apis,
    List<Plan> plans,
    List<Route> routes,
    List<Model> models,
    List<Deployment> deployments,
    List<Provider> providers,
    List<Price> prices,
    List<Problem> unreadable) {}
