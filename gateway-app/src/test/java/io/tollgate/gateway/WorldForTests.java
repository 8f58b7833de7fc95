package io.tollgate.gateway;

import io.tollgate.domain.application.ApiKeys;
import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.Applications;
import io.tollgate.domain.application.Credential;
import io.tollgate.domain.application.Credentials;
import io.tollgate.domain.audit.Actor;
import io.tollgate.domain.audit.Change;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Apis;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.catalogue.Route;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.domain.model.Deployment;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.model.Models;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.Providers;
import io.tollgate.domain.provider.WireFormat;
import io.tollgate.domain.secret.Secret;
import io.tollgate.domain.secret.SecretVault;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.subscription.Subscriptions;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.Tenants;
import io.tollgate.gateway.snapshot.CurrentConfiguration;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Puts tenants, models, APIs and keys into a gateway's database, the way the portal does. */
public final class WorldForTests {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final GatewayForTests gateway;
  private final SecretVault vault;
  private final Samples samples = new Samples();

  WorldForTests(GatewayForTests gateway) {
    this.gateway = gateway;
    this.vault = new SecretVault(gateway.masterKey());
  }

  public Tenant tenant() {
    return write(gateway.bean(Tenants.class).save(samples.tenant()));
  }

  public Application application(Tenant tenant) {
    return write(gateway.bean(Applications.class).save(samples.application(tenant)));
  }

  /** A new key of an application, and how it is stored. */
  public record Key(String value, Credential credential) {}

  public Key key(Application application) {
    return key(application, null);
  }

  public Key key(Application application, Instant expiresAt) {
    var keys = new ApiKeys(gateway.masterKey());
    var secret = keys.create();
    var credential = samples.credential(application, keys, secret, expiresAt);
    return new Key(secret.reveal(), write(gateway.bean(Credentials.class).save(credential)));
  }

  public void revoke(Key key) {
    write(gateway.bean(Credentials.class).save(key.credential().revokedAt(Instant.now())));
  }

  /** A provider that is the simulator. */
  public Provider provider(WireFormat format) {
    return provider(format, gateway.simulator().uri(), true);
  }

  /** A provider that is the simulator, with another secret. */
  public Provider providerWithSecret(WireFormat format, String secret) {
    var provider = provider(format);
    var encrypted = vault.encrypt(Secret.of(secret), provider.id().toString());
    return write(gateway.bean(Providers.class).save(provider.withSecret(encrypted, "…")));
  }

  public Provider provider(WireFormat format, URI server, boolean allowPrivate) {
    var provider = samples.provider(format, server, allowPrivate, vault);
    return write(gateway.bean(Providers.class).save(provider));
  }

  /** A provider that is the simulator under the name of another vendor. */
  public Provider vendor(WireFormat format, String vendor) {
    return write(gateway.bean(Providers.class).save(Samples.ofVendor(provider(format), vendor)));
  }

  /** A Vertex AI that is authorised by a service account's key file. */
  public Provider vertex(URI server, String keyFile) {
    return withKeyFile(Samples.vertex(provider(WireFormat.GEMINI, server, true), server), keyFile);
  }

  public Provider withKeyFile(Provider provider, String keyFile) {
    var encrypted = vault.encrypt(Secret.of(keyFile), provider.id().toString());
    return write(gateway.bean(Providers.class).save(provider.withSecret(encrypted, "…")));
  }

  /** A model with a price of 1 USD per million input and 2 USD per million output tokens. */
  public Model model(String name, Provider provider, String upstreamModel) {
    var models = gateway.bean(Models.class);
    var model = write(models.save(samples.model(name)));
    deployment(model, provider, upstreamModel, 0);
    write(models.add(samples.price(model)));
    return model;
  }

  public Deployment deployment(Model model, Provider provider, String upstreamModel, int priority) {
    return write(
        gateway
            .bean(Models.class)
            .save(samples.deployment(model, provider, upstreamModel, priority)));
  }

  public Api aiApi(Tenant owner, Model... models) {
    var ids = Arrays.stream(models).map(Model::id).collect(Collectors.toUnmodifiableSet());
    return saved(samples.api(owner, Api.Kind.AI, ids));
  }

  public Api restApi(Tenant owner) {
    return saved(samples.api(owner, Api.Kind.REST, Set.of()));
  }

  /** An AI API that nobody but its owner sees. */
  public Api privateApi(Tenant owner, Model... models) {
    return saved(Samples.changed(aiApi(owner, models), Api.Visibility.PRIVATE, false, null));
  }

  /** A REST API that nobody but its owner sees. */
  public Api privateRestApi(Tenant owner) {
    return saved(Samples.changed(restApi(owner), Api.Visibility.PRIVATE, false, null));
  }

  /** A key that may use the models through an API that refuses what cannot be carried. */
  public Key strictKeyFor(Model... models) {
    return subscriber(
        saved(Samples.changed(aiApi(tenant(), models), Api.Visibility.PUBLIC, true, null)));
  }

  /** An API that keeps the turns of conversations for a day. */
  public Api keepingApi(Model... models) {
    return saved(Samples.changed(aiApi(tenant(), models), Api.Visibility.PUBLIC, false, 1));
  }

  /** The same API, which keeps nothing any more. */
  public Api forgetful(Api api) {
    return saved(Samples.changed(api, api.visibility(), false, null));
  }

  private Api saved(Api api) {
    return write(gateway.bean(Apis.class).save(api));
  }

  public Route route(Api api, String path, String rewritePattern, String rewriteReplacement) {
    return route(api, path, rewritePattern, rewriteReplacement, gateway.simulator().uri());
  }

  public Route route(
      Api api, String path, String rewritePattern, String rewriteReplacement, URI upstream) {
    var route = samples.route(api, path, upstream, rewritePattern, rewriteReplacement);
    return write(gateway.bean(Apis.class).save(route));
  }

  public Plan plan(Api api) {
    return plan(api, null, null);
  }

  public Plan plan(Api api, Integer requestsPerMinute, Integer tokensPerMinute) {
    return write(
        gateway.bean(Apis.class).save(samples.plan(api, requestsPerMinute, tokensPerMinute)));
  }

  public Subscription subscribe(Application application, Api api, Plan plan) {
    return subscription(application, api, plan, Subscription.Status.APPROVED);
  }

  public Subscription subscription(
      Application application, Api api, Plan plan, Subscription.Status status) {
    var subscription = samples.subscription(application, api, plan, status);
    return write(gateway.bean(Subscriptions.class).save(subscription));
  }

  /** A key that may use the models, through an API of another tenant and a plan without limits. */
  public Key keyFor(Model... models) {
    return subscriber(aiApi(tenant(), models));
  }

  /** A key of a new application of a new tenant, which has subscribed to the API. */
  public Key subscriber(Api api) {
    return subscriber(api, plan(api));
  }

  /** The same on the terms of a plan. */
  public Key subscriber(Api api, Plan plan) {
    var application = application(tenant());
    subscribe(application, api, plan);
    var key = key(application);
    settled();
    return key;
  }

  /** Waits until the gateway serves what was written last. */
  public void settled() {
    var written =
        Long.parseLong(gateway.database().query("select version from configuration_version"));
    var current = gateway.bean(CurrentConfiguration.class);
    GatewayForTests.await(
        () -> current.find() != null && current.find().snapshot().version() >= written,
        "the gateway serves version " + written);
  }

  private <T> T write(Mono<T> write) {
    return gateway.bean(Transactions.class).write(write, written -> change()).block(PATIENCE);
  }

  private static Change change() {
    return new Change(
        Actor.system("test"), null, "thing.changed", "thing", "1", Map.of(), Map.of());
  }
}
