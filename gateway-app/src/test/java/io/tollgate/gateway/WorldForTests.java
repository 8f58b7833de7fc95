package io.tollgate.gateway;

import io.tollgate.domain.application.ApiKeys;
import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.Applications;
import io.tollgate.domain.application.Credential;
import io.tollgate.domain.application.CredentialId;
import io.tollgate.domain.application.Credentials;
import io.tollgate.domain.audit.Actor;
import io.tollgate.domain.audit.Change;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.Apis;
import io.tollgate.domain.catalogue.Lifecycle;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.catalogue.PlanId;
import io.tollgate.domain.catalogue.Route;
import io.tollgate.domain.catalogue.RouteId;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.domain.model.Deployment;
import io.tollgate.domain.model.DeploymentId;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.model.Models;
import io.tollgate.domain.model.Price;
import io.tollgate.domain.model.PriceId;
import io.tollgate.domain.money.Money;
import io.tollgate.domain.provider.AuthStyle;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.ProviderId;
import io.tollgate.domain.provider.Providers;
import io.tollgate.domain.provider.WireFormat;
import io.tollgate.domain.secret.Secret;
import io.tollgate.domain.secret.SecretVault;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.subscription.SubscriptionId;
import io.tollgate.domain.subscription.Subscriptions;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.domain.tenant.Tenants;
import io.tollgate.simulator.vendor.bedrock.Bedrock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Puts tenants, models, APIs and keys into a gateway's database, the way the portal does. */
public final class WorldForTests {

  /** Stands for a provider's secret that must never show anywhere. */
  public static final String CANARY = "sk-canary-5c1b0e7fd2";

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final GatewayForTests gateway;
  private final AtomicInteger count = new AtomicInteger();
  private final Instant then = Instant.now().minus(Duration.ofDays(1));

  WorldForTests(GatewayForTests gateway) {
    this.gateway = gateway;
  }

  public Tenant tenant() {
    int n = count.incrementAndGet();
    return write(
        gateway
            .bean(Tenants.class)
            .save(
                new Tenant(
                    TenantId.create(),
                    "team-" + n,
                    "Team " + n,
                    Tenant.Kind.TEAM,
                    Tenant.Status.ACTIVE,
                    ZoneOffset.UTC,
                    then)));
  }

  public Application application(Tenant tenant) {
    return write(
        gateway
            .bean(Applications.class)
            .save(
                new Application(
                    ApplicationId.create(),
                    tenant.id(),
                    "Application " + count.incrementAndGet(),
                    "",
                    Application.Status.ACTIVE,
                    null,
                    then)));
  }

  /** A new key of an application, and how it is stored. */
  public record Key(String value, Credential credential) {}

  public Key key(Application application) {
    return key(application, null);
  }

  public Key key(Application application, Instant expiresAt) {
    var keys = new ApiKeys(gateway.masterKey());
    var secret = keys.create();
    var credential =
        new Credential(
            CredentialId.create(),
            application.id(),
            "Key " + count.incrementAndGet(),
            ApiKeys.prefix(secret),
            keys.hash(secret.reveal()),
            null,
            then,
            expiresAt,
            null,
            null);
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
    var encrypted =
        new SecretVault(gateway.masterKey()).encrypt(Secret.of(secret), provider.id().toString());
    return write(gateway.bean(Providers.class).save(provider.withSecret(encrypted, "…")));
  }

  public Provider provider(WireFormat format, URI server, boolean allowPrivate) {
    var id = ProviderId.create();
    var name = format.name().toLowerCase(java.util.Locale.ROOT);
    var base =
        switch (format) {
          case OPENAI -> server.resolve("/v1");
          case GEMINI -> server.resolve("/v1beta");
          default -> server;
        };
    return write(
        gateway
            .bean(Providers.class)
            .save(
                new Provider(
                    id,
                    name + "-" + count.incrementAndGet(),
                    "Simulated " + name,
                    format,
                    name,
                    base,
                    switch (format) {
                      case ANTHROPIC, GEMINI -> AuthStyle.HEADER;
                      case BEDROCK -> AuthStyle.SIGV4;
                      default -> AuthStyle.BEARER;
                    },
                    switch (format) {
                      case ANTHROPIC -> "x-api-key";
                      case GEMINI -> "x-goog-api-key";
                      default -> null;
                    },
                    new SecretVault(gateway.masterKey()).encrypt(secret(format), id.toString()),
                    "…",
                    format == WireFormat.BEDROCK ? "eu-central-1" : null,
                    Map.of(),
                    allowPrivate,
                    Provider.Status.ACTIVE,
                    then)));
  }

  private static Secret secret(WireFormat format) {
    return format == WireFormat.BEDROCK
        ? Secret.of(Bedrock.ACCESS_KEY_ID + ":" + Bedrock.SECRET_ACCESS_KEY)
        : Secret.of(CANARY);
  }

  /** A model with a price of 1 USD per million input and 2 USD per million output tokens. */
  public Model model(String name, Provider provider, String upstreamModel) {
    var model =
        write(
            gateway
                .bean(Models.class)
                .save(
                    new Model(
                        ModelId.create(),
                        name,
                        "",
                        null,
                        null,
                        Set.of(Model.Capability.CHAT),
                        Model.Strategy.PRIORITY,
                        Model.Status.ACTIVE,
                        then)));
    deployment(model, provider, upstreamModel, 0);
    write(
        gateway
            .bean(Models.class)
            .add(
                new Price(
                    PriceId.create(),
                    model.id(),
                    null,
                    Money.USD,
                    then,
                    1_000_000_000L,
                    2_000_000_000L,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null)));
    return model;
  }

  public Deployment deployment(Model model, Provider provider, String upstreamModel, int priority) {
    return write(
        gateway
            .bean(Models.class)
            .save(
                new Deployment(
                    DeploymentId.create(),
                    model.id(),
                    provider.id(),
                    upstreamModel,
                    priority,
                    1,
                    Deployment.Status.ACTIVE,
                    then)));
  }

  public Api aiApi(Tenant owner, Model... models) {
    return api(
        owner,
        Api.Kind.AI,
        Arrays.stream(models).map(Model::id).collect(Collectors.toUnmodifiableSet()));
  }

  /** An AI API that nobody but its owner sees. */
  public Api privateApi(Tenant owner, Model... models) {
    return saved(aiApi(owner, models), Api.Visibility.PRIVATE, false, null);
  }

  /** A key that may use the models through an API that refuses what cannot be carried. */
  public Key strictKeyFor(Model... models) {
    return subscriber(saved(aiApi(tenant(), models), Api.Visibility.PUBLIC, true, null));
  }

  /** An API that keeps the turns of conversations for a day. */
  public Api keepingApi(Model... models) {
    return saved(aiApi(tenant(), models), Api.Visibility.PUBLIC, false, 1);
  }

  /** The same API, which keeps nothing any more. */
  public Api forgetful(Api api) {
    return saved(api, api.visibility(), false, null);
  }

  private Api saved(Api api, Api.Visibility visibility, boolean strict, Integer responseDays) {
    return write(
        gateway
            .bean(Apis.class)
            .save(
                new Api(
                    api.id(),
                    api.tenant(),
                    api.slug(),
                    api.name(),
                    api.summary(),
                    api.description(),
                    api.version(),
                    api.kind(),
                    api.lifecycle(),
                    visibility,
                    api.basePath(),
                    api.models(),
                    null,
                    null,
                    strict,
                    responseDays,
                    api.createdAt(),
                    api.publishedAt())));
  }

  /** A key of a new application of a new tenant, which has subscribed to the API. */
  public Key subscriber(Api api) {
    var application = application(tenant());
    subscribe(application, api, plan(api));
    var key = key(application);
    settled();
    return key;
  }

  public Api restApi(Tenant owner) {
    return api(owner, Api.Kind.REST, Set.of());
  }

  private Api api(Tenant owner, Api.Kind kind, Set<ModelId> models) {
    int n = count.incrementAndGet();
    return write(
        gateway
            .bean(Apis.class)
            .save(
                new Api(
                    ApiId.create(),
                    owner.id(),
                    "api-" + n,
                    "Api " + n,
                    "",
                    "",
                    "1",
                    kind,
                    Lifecycle.PUBLISHED,
                    Api.Visibility.PUBLIC,
                    "/api-" + n,
                    models,
                    null,
                    null,
                    false,
                    null,
                    then,
                    then)));
  }

  public Route route(Api api, String path, String rewritePattern, String rewriteReplacement) {
    return route(api, path, rewritePattern, rewriteReplacement, gateway.simulator().uri());
  }

  public Route route(
      Api api, String path, String rewritePattern, String rewriteReplacement, URI upstream) {
    return write(
        gateway
            .bean(Apis.class)
            .save(
                new Route(
                    RouteId.create(),
                    api.id(),
                    path,
                    Set.of(),
                    upstream,
                    rewritePattern,
                    rewriteReplacement,
                    Map.of("X-Injected", "by-the-gateway", "Authorization", "Bearer upstream-key"),
                    Duration.ofSeconds(10),
                    true,
                    then)));
  }

  public Plan plan(Api api) {
    return plan(api, null, null);
  }

  public Plan plan(Api api, Integer requestsPerMinute, Integer tokensPerMinute) {
    int n = count.incrementAndGet();
    return write(
        gateway
            .bean(Apis.class)
            .save(
                new Plan(
                    PlanId.create(),
                    api.id(),
                    "plan-" + n,
                    "Plan " + n,
                    "",
                    Plan.Approval.AUTOMATIC,
                    requestsPerMinute,
                    tokensPerMinute,
                    Set.of(),
                    Plan.Status.ACTIVE,
                    then)));
  }

  public Subscription subscribe(Application application, Api api, Plan plan) {
    return subscription(application, api, plan, Subscription.Status.APPROVED);
  }

  public Subscription subscription(
      Application application, Api api, Plan plan, Subscription.Status status) {
    return write(
        gateway
            .bean(Subscriptions.class)
            .save(
                new Subscription(
                    SubscriptionId.create(),
                    application.id(),
                    application.tenant(),
                    api.id(),
                    api.tenant(),
                    plan.id(),
                    status,
                    "",
                    null,
                    null,
                    then,
                    null,
                    null)));
  }

  /** A key that may use the models, through an API of another tenant and a plan without limits. */
  public Key keyFor(Model... models) {
    var api = aiApi(tenant(), models);
    var application = application(tenant());
    subscribe(application, api, plan(api));
    var key = key(application);
    settled();
    return key;
  }

  /** Waits until the gateway serves what was written last. */
  public void settled() {
    var written =
        Long.parseLong(gateway.database().query("select version from configuration_version"));
    var current = gateway.bean(io.tollgate.gateway.snapshot.CurrentConfiguration.class);
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
