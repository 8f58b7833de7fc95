package io.tollgate.gateway;

import io.tollgate.domain.application.ApiKeys;
import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.Credential;
import io.tollgate.domain.application.CredentialId;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.Lifecycle;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.catalogue.PlanId;
import io.tollgate.domain.catalogue.Route;
import io.tollgate.domain.catalogue.RouteId;
import io.tollgate.domain.model.Deployment;
import io.tollgate.domain.model.DeploymentId;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.model.Price;
import io.tollgate.domain.model.PriceId;
import io.tollgate.domain.money.Money;
import io.tollgate.domain.provider.AuthStyle;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.ProviderId;
import io.tollgate.domain.provider.WireFormat;
import io.tollgate.domain.secret.Secret;
import io.tollgate.domain.secret.SecretVault;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.subscription.SubscriptionId;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.simulator.vendor.bedrock.Bedrock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Things to put into a gateway's database, each different from the one before. */
final class Samples {

  /** Stands for a provider's secret that must never show anywhere. */
  static final String CANARY = "sk-canary-5c1b0e7fd2";

  private final AtomicInteger count = new AtomicInteger();
  private final Instant then = Instant.now().minus(Duration.ofDays(1));

  Tenant tenant() {
    int n = count.incrementAndGet();
    return new Tenant(
        TenantId.create(),
        "team-" + n,
        "Team " + n,
        Tenant.Kind.TEAM,
        Tenant.Status.ACTIVE,
        ZoneOffset.UTC,
        then);
  }

  Application application(Tenant tenant) {
    return new Application(
        ApplicationId.create(),
        tenant.id(),
        "Application " + count.incrementAndGet(),
        "",
        Application.Status.ACTIVE,
        null,
        then);
  }

  Credential credential(Application application, ApiKeys keys, Secret key, Instant expiresAt) {
    return new Credential(
        CredentialId.create(),
        application.id(),
        "Key " + count.incrementAndGet(),
        ApiKeys.prefix(key),
        keys.hash(key.reveal()),
        null,
        then,
        expiresAt,
        null,
        null);
  }

  Provider provider(WireFormat format, URI server, boolean allowPrivate, SecretVault vault) {
    var id = ProviderId.create();
    var name = format.name().toLowerCase(Locale.ROOT);
    return new Provider(
        id,
        name + "-" + count.incrementAndGet(),
        "Simulated " + name,
        format,
        name,
        switch (format) {
          case OPENAI -> server.resolve("/v1");
          case GEMINI -> server.resolve("/v1beta");
          default -> server;
        },
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
        vault.encrypt(secret(format), id.toString()),
        "…",
        format == WireFormat.BEDROCK ? "eu-central-1" : null,
        Map.of(),
        allowPrivate,
        Provider.Status.ACTIVE,
        then);
  }

  static Provider ofVendor(Provider provider, String vendor) {
    return new Provider(
        provider.id(),
        provider.slug(),
        provider.name(),
        provider.wireFormat(),
        vendor,
        provider.baseUrl(),
        provider.authStyle(),
        provider.authHeader(),
        provider.encryptedSecret(),
        provider.secretHint(),
        provider.region(),
        provider.settings(),
        provider.allowPrivateNetwork(),
        provider.status(),
        provider.createdAt());
  }

  /** The same provider as Vertex AI, which takes bearer tokens. */
  static Provider vertex(Provider provider, URI server) {
    return new Provider(
        provider.id(),
        provider.slug(),
        provider.name(),
        WireFormat.GEMINI,
        "vertex",
        server,
        AuthStyle.BEARER,
        null,
        null,
        null,
        null,
        Map.of(),
        provider.allowPrivateNetwork(),
        provider.status(),
        provider.createdAt());
  }

  private static Secret secret(WireFormat format) {
    return format == WireFormat.BEDROCK
        ? Secret.of(Bedrock.ACCESS_KEY_ID + ":" + Bedrock.SECRET_ACCESS_KEY)
        : Secret.of(CANARY);
  }

  Model model(String name) {
    return new Model(
        ModelId.create(),
        name,
        "",
        null,
        null,
        Set.of(Model.Capability.CHAT),
        Model.Strategy.PRIORITY,
        Model.Status.ACTIVE,
        then);
  }

  Deployment deployment(Model model, Provider provider, String upstreamModel, int priority) {
    return new Deployment(
        DeploymentId.create(),
        model.id(),
        provider.id(),
        upstreamModel,
        priority,
        1,
        Deployment.Status.ACTIVE,
        then);
  }

  /** 1 USD per million input and 2 USD per million output tokens. */
  Price price(Model model) {
    return new Price(
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
        null);
  }

  Api api(Tenant owner, Api.Kind kind, Set<ModelId> models) {
    int n = count.incrementAndGet();
    return new Api(
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
        then);
  }

  /** The same API on other terms. */
  static Api changed(Api api, Api.Visibility visibility, boolean strict, Integer responseDays) {
    return new Api(
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
        api.publishedAt());
  }

  Route route(Api api, String path, URI upstream, String pattern, String replacement) {
    return new Route(
        RouteId.create(),
        api.id(),
        path,
        Set.of(),
        upstream,
        pattern,
        replacement,
        Map.of("X-Injected", "by-the-gateway", "Authorization", "Bearer upstream-key"),
        Duration.ofSeconds(10),
        true,
        then);
  }

  Plan plan(Api api, Integer requestsPerMinute, Integer tokensPerMinute) {
    int n = count.incrementAndGet();
    return new Plan(
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
        then);
  }

  Subscription subscription(
      Application application, Api api, Plan plan, Subscription.Status status) {
    return new Subscription(
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
        null);
  }
}
