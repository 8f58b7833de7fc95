package io.tollgate.persistence;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.Applications;
import io.tollgate.domain.application.Credential;
import io.tollgate.domain.application.Credentials;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Apis;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.catalogue.Route;
import io.tollgate.domain.identity.User;
import io.tollgate.domain.identity.Users;
import io.tollgate.domain.model.Deployment;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.model.Models;
import io.tollgate.domain.model.Price;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.Providers;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.subscription.Subscriptions;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.Tenants;

/** One of everything, stored and fitting together. */
public record World(
    Tenant consumer,
    Tenant owner,
    User user,
    Application application,
    Credential credential,
    Provider provider,
    Model model,
    Deployment deployment,
    Price price,
    Api api,
    Plan plan,
    Route route,
    Subscription subscription) {

  public static World storedIn(PersistenceForTests persistence) {
    var world = create();
    var tenants = persistence.port(Tenants.class);
    var models = persistence.port(Models.class);
    var apis = persistence.port(Apis.class);
    persistence.write(
        tenants
            .save(world.consumer)
            .then(tenants.save(world.owner))
            .then(persistence.port(Users.class).save(world.user))
            .then(persistence.port(Applications.class).save(world.application))
            .then(persistence.port(Credentials.class).save(world.credential))
            .then(persistence.port(Providers.class).save(world.provider))
            .then(models.save(world.model))
            .then(models.save(world.deployment))
            .then(models.add(world.price))
            .then(apis.save(world.api))
            .then(apis.save(world.plan))
            .then(apis.save(world.route))
            .then(persistence.port(Subscriptions.class).save(world.subscription)));
    return world;
  }

  private static World create() {
    var consumer = Samples.tenant();
    var owner = Samples.tenant();
    var application = Samples.application(consumer);
    var provider = Samples.provider();
    var model = Samples.model();
    var api = Samples.api(owner, model);
    var plan = Samples.plan(api);
    return new World(
        consumer,
        owner,
        Samples.user(),
        application,
        Samples.credential(application),
        provider,
        model,
        Samples.deployment(model, provider),
        Samples.price(model),
        api,
        plan,
        Samples.route(api),
        Samples.subscription(application, api, plan));
  }
}
