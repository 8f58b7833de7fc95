package io.tollgate.persistence;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.Credential;
import io.tollgate.domain.application.CredentialId;
import io.tollgate.domain.authorization.Scope;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.Lifecycle;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.catalogue.PlanId;
import io.tollgate.domain.catalogue.Route;
import io.tollgate.domain.catalogue.RouteId;
import io.tollgate.domain.identity.AccessToken;
import io.tollgate.domain.identity.AccessTokenId;
import io.tollgate.domain.identity.User;
import io.tollgate.domain.identity.UserId;
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
import io.tollgate.domain.secret.Hash256;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.subscription.SubscriptionId;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.TenantId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Things to store, each different from the one before. */
public final class Samples {

  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");

  private static final AtomicInteger COUNT = new AtomicInteger();

  private Samples() {}

  public static Tenant tenant() {
    int n = COUNT.incrementAndGet();
    return new Tenant(
        TenantId.create(),
        "team-" + n,
        "Team " + n,
        Tenant.Kind.TEAM,
        Tenant.Status.ACTIVE,
        ZoneId.of("Europe/Berlin"),
        NOW);
  }

  public static User user() {
    return user(false);
  }

  public static User platformAdmin() {
    return user(true);
  }

  private static User user(boolean platformAdmin) {
    int n = COUNT.incrementAndGet();
    return new User(
        UserId.create(),
        "person" + n + "@example.com",
        "Person " + n,
        "{argon2}hash",
        true,
        platformAdmin,
        User.Status.ACTIVE,
        ZoneId.of("UTC"),
        NOW,
        null);
  }

  public static AccessToken accessToken(User user) {
    long n = COUNT.incrementAndGet();
    return new AccessToken(
        AccessTokenId.create(),
        user.id(),
        "token " + n,
        "tga_abcdef",
        new Hash256(n, 5, 6, 7),
        Set.of(Scope.READ, Scope.DEVELOP),
        NOW,
        NOW.plusSeconds(3600),
        null,
        null);
  }

  public static Application application(Tenant tenant) {
    return new Application(
        ApplicationId.create(),
        tenant.id(),
        "Application " + COUNT.incrementAndGet(),
        "What it is for",
        Application.Status.ACTIVE,
        null,
        NOW);
  }

  public static Credential credential(Application application) {
    int n = COUNT.incrementAndGet();
    return new Credential(
        CredentialId.create(),
        application.id(),
        "Key " + n,
        "tg_abc" + n,
        new Hash256(n, 2, 3, 4),
        null,
        NOW,
        null,
        null,
        null);
  }

  public static Api api(Tenant tenant, Model... models) {
    int n = COUNT.incrementAndGet();
    return new Api(
        ApiId.create(),
        tenant.id(),
        "api-" + n,
        "Api " + n,
        "What it does",
        "All of what it does",
        "2",
        Api.Kind.AI,
        Lifecycle.PUBLISHED,
        Api.Visibility.PUBLIC,
        "/api-" + n,
        Set.of(models).stream().map(Model::id).collect(toUnmodifiableSet()),
        null,
        "{\"openapi\":\"3.1.0\"}",
        true,
        30,
        NOW,
        NOW);
  }

  public static Plan plan(Api api) {
    int n = COUNT.incrementAndGet();
    return new Plan(
        PlanId.create(),
        api.id(),
        "plan-" + n,
        "Plan " + n,
        "Its terms",
        Plan.Approval.MANUAL,
        60,
        null,
        api.models(),
        Plan.Status.ACTIVE,
        NOW);
  }

  public static Route route(Api api) {
    return new Route(
        RouteId.create(),
        api.id(),
        "/orders-" + COUNT.incrementAndGet() + "/**",
        Set.of("POST", "GET"),
        URI.create("https://orders.example.com/v2"),
        "/orders/(.*)",
        "/$1",
        Map.of("X-Source", "gateway"),
        Duration.ofSeconds(7),
        false,
        NOW);
  }

  public static Subscription subscription(Application application, Api api, Plan plan) {
    return new Subscription(
        SubscriptionId.create(),
        application.id(),
        application.tenant(),
        api.id(),
        api.tenant(),
        plan.id(),
        Subscription.Status.PENDING,
        "To try it",
        null,
        null,
        NOW,
        null,
        null);
  }

  public static Provider provider() {
    int n = COUNT.incrementAndGet();
    return new Provider(
        ProviderId.create(),
        "provider-" + n,
        "Provider " + n,
        WireFormat.ANTHROPIC,
        "anthropic",
        URI.create("https://api.example.com/v1"),
        AuthStyle.HEADER,
        "x-api-key",
        "v1.wrapped.sealed",
        "…cret",
        "eu-central-1",
        Map.of("anthropic-version", "2023-06-01"),
        true,
        Provider.Status.ACTIVE,
        NOW);
  }

  public static Model model() {
    return new Model(
        ModelId.create(),
        "model-" + COUNT.incrementAndGet(),
        "A model",
        200_000,
        null,
        Set.of(Model.Capability.CHAT, Model.Capability.JSON_SCHEMA),
        Model.Strategy.WEIGHTED,
        Model.Status.ACTIVE,
        NOW);
  }

  public static Deployment deployment(Model model, Provider provider) {
    return new Deployment(
        DeploymentId.create(),
        model.id(),
        provider.id(),
        "upstream-" + COUNT.incrementAndGet(),
        1,
        5,
        Deployment.Status.ACTIVE,
        NOW);
  }

  public static Price price(Model model) {
    return new Price(
        PriceId.create(),
        model.id(),
        null,
        Money.USD,
        NOW,
        3_000_000_000L,
        15_000_000_000L,
        300_000_000L,
        null,
        null,
        null,
        null,
        null,
        6_000_000_000L,
        100_000_000_000L,
        2_000_000_000_000L);
  }
}
