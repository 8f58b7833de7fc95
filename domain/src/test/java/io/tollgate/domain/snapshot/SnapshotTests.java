package io.tollgate.domain.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.tollgate.domain.configuration.Configuration;
import io.tollgate.domain.configuration.Problem;
import io.tollgate.domain.model.DeploymentId;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.model.Price;
import io.tollgate.domain.model.PriceId;
import io.tollgate.domain.money.Money;
import io.tollgate.domain.secret.Hash256;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.subscription.SubscriptionId;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.TenantId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SnapshotTests {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Hash256 HASH = new Hash256(1, 2, 3, 4);

  private final Tenant owner = tenant(Tenant.Status.ACTIVE);
  private final Tenant consumer = tenant(Tenant.Status.ACTIVE);
  private final Model small = model("small");
  private final Model large = model("large");
  private final Api api = api("/chat", Api.Visibility.PUBLIC, small, large);
  private final Plan plan = plan(api, small);
  private final Application application = application(consumer);
  private final List<Route> routes = new ArrayList<>();

  @Test
  void knowsACallerAndWhatItMayUse() {
    var snapshot = snapshot(consumer, Subscription.Status.APPROVED, api);

    var caller = snapshot.caller(HASH);

    assertThat(caller.application()).isEqualTo(application);
    assertThat(caller.models()).containsOnlyKeys("small");
    assertThat(toModel(snapshot, "small")).isInstanceOf(Access.Granted.class);
    assertThat(toModel(snapshot, "large")).isInstanceOf(Access.NotInPlan.class);
    assertThat(toModel(snapshot, "none")).isInstanceOf(Access.Unknown.class);
  }

  @Test
  void doesNotKnowTheKeysOfASuspendedTenant() {
    var suspended = consumer.withStatus(Tenant.Status.SUSPENDED);

    assertThat(snapshot(suspended, Subscription.Status.APPROVED, api).caller(HASH)).isNull();
  }

  @Test
  void tellsHowFarASubscriptionIs() {
    var pending = snapshot(consumer, Subscription.Status.PENDING, api);

    assertThat(toModel(pending, "small"))
        .isEqualTo(new Access.NotSubscribed(api, Subscription.Status.PENDING));
    assertThat(pending.caller(HASH).models()).isEmpty();
  }

  @Test
  void hidesWhatACallerMayNotSee() {
    var hidden = api("/hidden", Api.Visibility.PRIVATE, large);
    var snapshot = snapshot(consumer, Subscription.Status.APPROVED, api, hidden);
    var caller = snapshot.caller(HASH);

    assertThat(AccessRules.toApi(caller, snapshot.api("/hidden"), "large"))
        .isInstanceOf(Access.Unknown.class);
    assertThat(AccessRules.toApi(caller, snapshot.api("/chat"), "small"))
        .isInstanceOf(Access.Granted.class);
  }

  @Test
  void leavesOutApisThatWouldHideOthersAndSaysWhy() {
    var reserved = api("/v1", Api.Visibility.PUBLIC, small);
    var twin = api("/chat", Api.Visibility.PUBLIC, small);

    var snapshot = snapshot(consumer, Subscription.Status.APPROVED, api, reserved, twin);

    assertThat(snapshot.apis()).singleElement().extracting(PublishedApi::api).isEqualTo(api);
    assertThat(snapshot.problems())
        .extracting(Problem::objectId)
        .containsExactlyInAnyOrder(reserved.id().value(), twin.id().value());
  }

  @Test
  void leavesOutRoutesThatCannotWorkAndEveryExpression() {
    var good = route("https://orders.example/v2", null, Map.of("X-Team", "orders"));
    routes.addAll(
        List.of(
            good,
            route("https://a.example", null, Map.of("X", "#{systemProperties}")),
            route("https://a.example", null, Map.of("X", "${java.version}")),
            route("https://a.example", null, Map.of("#{1}", "x")),
            route("file:///etc/passwd", null, Map.of()),
            route("//a.example", null, Map.of()),
            route("https://a.example", "([", Map.of()),
            route("https://a.example", "/x/(.*)", "/$9", Map.of())));

    var snapshot = snapshot(consumer, Subscription.Status.APPROVED, api);

    assertThat(snapshot.api("/chat").routes()).containsExactly(good);
    assertThat(snapshot.problems())
        .hasSize(7)
        .allSatisfy(problem -> {
          assertThat(problem.objectType()).isEqualTo("route");
          assertThat(problem.remedy()).isNotBlank();
        });
  }

  private Route route(String upstream, String pattern, Map<String, String> headers) {
    return route(upstream, pattern, pattern == null ? null : "/", headers);
  }

  private Route route(
      String upstream, String pattern, String replacement, Map<String, String> headers) {
    return new Route(
        RouteId.create(),
        api.id(),
        "/orders/**",
        Set.of(),
        URI.create(upstream),
        pattern,
        replacement,
        headers,
        Duration.ofSeconds(10),
        false,
        NOW);
  }

  @Test
  void findsThePriceOfAMomentAndOfADeploymentFirst() {
    var deployment = DeploymentId.create();
    var old = price(null, NOW.minusSeconds(100));
    var current = price(null, NOW);
    var own = price(deployment, NOW.minusSeconds(50));
    var prices = new PriceList(List.of(old, current, own));

    assertThat(prices.at(DeploymentId.create(), NOW.minusSeconds(1))).isEqualTo(old);
    assertThat(prices.at(DeploymentId.create(), NOW)).isEqualTo(current);
    assertThat(prices.at(deployment, NOW)).isEqualTo(own);
    assertThat(prices.at(deployment, NOW.minusSeconds(1000))).isNull();
  }

  private static Access toModel(Snapshot snapshot, String model) {
    return AccessRules.toModel(snapshot.caller(HASH), model, snapshot.offering(model));
  }

  private Snapshot snapshot(Tenant caller, Subscription.Status status, Api... apis) {
    var subscription =
        new Subscription(
            SubscriptionId.create(),
            application.id(),
            consumer.id(),
            api.id(),
            owner.id(),
            plan.id(),
            status,
            "",
            null,
            null,
            NOW,
            null,
            null);
    var credential =
        new Credential(
            CredentialId.create(),
            application.id(),
            "Key",
            "tg_abc",
            HASH,
            null,
            NOW,
            null,
            null,
            null);
    return Snapshot.of(
        new Configuration(
            7,
            List.of(owner, caller),
            List.of(application),
            List.of(credential),
            List.of(subscription),
            List.of(apis),
            List.of(plan),
            routes,
            List.of(small, large),
            List.of(),
            List.of(),
            List.of(),
            List.of()));
  }

  private static Tenant tenant(Tenant.Status status) {
    return new Tenant(
        TenantId.create(), "team", "Team", Tenant.Kind.TEAM, status, ZoneOffset.UTC, NOW);
  }

  private static Application application(Tenant tenant) {
    return new Application(
        ApplicationId.create(), tenant.id(), "App", "", Application.Status.ACTIVE, null, NOW);
  }

  private static Model model(String name) {
    return new Model(
        ModelId.create(),
        name,
        "",
        null,
        null,
        Set.of(Model.Capability.CHAT),
        Model.Strategy.PRIORITY,
        Model.Status.ACTIVE,
        NOW);
  }

  private Api api(String basePath, Api.Visibility visibility, Model... models) {
    return new Api(
        ApiId.create(),
        owner.id(),
        "slug",
        "Api",
        "",
        "",
        "1",
        Api.Kind.AI,
        Lifecycle.PUBLISHED,
        visibility,
        basePath,
        Set.copyOf(List.of(models).stream().map(Model::id).toList()),
        null,
        null,
        false,
        null,
        NOW,
        NOW);
  }

  private static Plan plan(Api api, Model model) {
    return new Plan(
        PlanId.create(),
        api.id(),
        "plan",
        "Plan",
        "",
        Plan.Approval.AUTOMATIC,
        null,
        null,
        Set.of(model.id()),
        Plan.Status.ACTIVE,
        NOW);
  }

  private Price price(DeploymentId deployment, Instant from) {
    return new Price(
        PriceId.create(),
        small.id(),
        deployment,
        Money.USD,
        from,
        1,
        1,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
