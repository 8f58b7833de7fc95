package io.tollgate.standalone;

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
import io.tollgate.domain.catalogue.Lifecycle;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.catalogue.PlanId;
import io.tollgate.domain.catalogue.Route;
import io.tollgate.domain.catalogue.RouteId;
import io.tollgate.domain.configuration.Settings;
import io.tollgate.domain.identity.User;
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
import io.tollgate.domain.subscription.Subscriptions;
import io.tollgate.domain.tenant.Membership;
import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.TenantId;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Mono;

/**
 * What a first start finds: a tenant that publishes an AI API and a REST API on the simulated
 * provider, with a plan that needs no approval and one that does, and an application with a key.
 */
final class DemoContent {

  static final String AI_API = "chat";
  private static final String REST_API = "echo";
  private static final String TENANT = "tollgate";
  private static final String PROVIDER = "simulator";
  private static final String KEY_ISSUED = "demo_key_issued";
  private static final Actor SETUP = Actor.system("first start");

  private final Catalogue catalogue;
  private final Applications applications;
  private final Credentials credentials;
  private final Subscriptions subscriptions;
  private final Settings settings;
  private final SecretVault vault;
  private final ApiKeys apiKeys;
  private final Clock clock;

  DemoContent(ApplicationContext app, SecretVault vault, ApiKeys apiKeys, Clock clock) {
    this.catalogue = Catalogue.of(app);
    this.applications = app.getBean(Applications.class);
    this.credentials = app.getBean(Credentials.class);
    this.subscriptions = app.getBean(Subscriptions.class);
    this.settings = app.getBean(Settings.class);
    this.vault = vault;
    this.apiKeys = apiKeys;
    this.clock = clock;
  }

  /** Makes what is missing; the key is returned at the first start only. */
  Optional<Secret> prepare(User admin, URI simulator) {
    var provider = catalogue.providers().findBySlug(PROVIDER).blockOptional();
    if (provider.isPresent()) {
      follow(provider.get(), simulator);
    }
    if (settings.find(KEY_ISSUED).blockOptional().isPresent()) {
      return Optional.empty();
    }
    var key = apiKeys.create();
    catalogue
        .transactions()
        .write(
            create(admin, simulator, key),
            done -> change(null, "demo.created", "setting", KEY_ISSUED))
        .block();
    return Optional.of(key);
  }

  /** The simulator's port may have been taken by something else since the last start. */
  private void follow(Provider provider, URI simulator) {
    var address = baseUrl(simulator);
    if (provider.baseUrl().equals(address)) {
      return;
    }
    catalogue
        .transactions()
        .write(
            catalogue.providers().save(provider.withBaseUrl(address)),
            saved -> change(null, "provider.moved", "provider", saved.id().toString()))
        .block();
  }

  private Mono<String> create(User admin, URI simulator, Secret key) {
    var now = clock.instant();
    var tenant =
        new Tenant(
            TenantId.create(),
            TENANT,
            "Tollgate",
            Tenant.Kind.TEAM,
            Tenant.Status.ACTIVE,
            ZoneId.of("UTC"),
            now);
    var provider = provider(simulator, now);
    var model = model(now);
    var ai = aiApi(tenant.id(), model.id(), now);
    var rest = restApi(tenant.id(), now);
    var trial =
        plan(
            ai.id(),
            "trial",
            "Trial",
            "For trying out. No approval needed.",
            Plan.Approval.AUTOMATIC,
            60,
            40_000,
            now);
    var standard =
        plan(
            ai.id(),
            "standard",
            "Standard",
            "For applications in production.",
            Plan.Approval.MANUAL,
            6_000,
            4_000_000,
            // Plans are listed in the order they were made: the one without approval comes first.
            now.plusMillis(1));
    var open =
        plan(
            rest.id(),
            "open",
            "Open",
            "No approval needed.",
            Plan.Approval.AUTOMATIC,
            600,
            null,
            now);
    var application =
        new Application(
            ApplicationId.create(),
            tenant.id(),
            "Demo",
            "The application of the demo key.",
            Application.Status.ACTIVE,
            admin.id(),
            now);
    var credential =
        new Credential(
            CredentialId.create(),
            application.id(),
            "Demo key",
            ApiKeys.prefix(key),
            apiKeys.hash(key.reveal()),
            admin.id(),
            now,
            null,
            null,
            null);
    return catalogue
        .tenants()
        .save(tenant)
        .then(catalogue.tenants().save(new Membership(tenant.id(), admin.id(), Role.OWNER, now)))
        .then(catalogue.providers().save(provider))
        .then(catalogue.models().save(model))
        .then(catalogue.models().save(deployment(model.id(), provider.id(), now)))
        .then(catalogue.models().add(price(model.id(), now)))
        .then(catalogue.apis().save(ai))
        .then(catalogue.apis().save(trial))
        .then(catalogue.apis().save(standard))
        .then(catalogue.apis().save(rest))
        .then(catalogue.apis().save(route(rest.id(), simulator, now)))
        .then(catalogue.apis().save(open))
        .then(applications.save(application))
        .then(subscriptions.save(subscription(application, ai, standard, admin, now)))
        .then(subscriptions.save(subscription(application, rest, open, admin, now)))
        .then(credentials.save(credential))
        .then(settings.save(KEY_ISSUED, now.toString()));
  }

  private Provider provider(URI simulator, Instant now) {
    var id = ProviderId.create();
    // The simulator takes any key; it has one so that the way of a real secret is walked.
    var secret = Secret.of("simulated-provider-key");
    return new Provider(
        id,
        PROVIDER,
        "Simulator",
        WireFormat.OPENAI,
        "custom",
        baseUrl(simulator),
        AuthStyle.BEARER,
        null,
        vault.encrypt(secret, id.toString()),
        secret.hint(),
        null,
        Map.of(),
        true,
        Provider.Status.ACTIVE,
        now);
  }

  private static URI baseUrl(URI simulator) {
    return simulator.resolve("/v1");
  }

  private static Model model(Instant now) {
    return new Model(
        ModelId.create(),
        "demo",
        "Answers from the built-in simulator, without any provider account.",
        128_000,
        16_384,
        Set.of(Model.Capability.CHAT, Model.Capability.TOOLS),
        Model.Strategy.PRIORITY,
        Model.Status.ACTIVE,
        now);
  }

  private static Deployment deployment(ModelId model, ProviderId provider, Instant now) {
    return new Deployment(
        DeploymentId.create(), model, provider, "sim-small", 0, 1, Deployment.Status.ACTIVE, now);
  }

  private static Price price(ModelId model, Instant now) {
    return new Price(
        PriceId.create(),
        model,
        null,
        Money.USD,
        now,
        1_000_000_000L,
        4_000_000_000L,
        100_000_000L,
        null,
        null,
        null,
        null,
        null);
  }

  private static Api aiApi(TenantId tenant, ModelId model, Instant now) {
    return new Api(
        ApiId.create(),
        tenant,
        AI_API,
        "Chat models",
        "Chat completions, messages and embeddings from every connected provider.",
        "One key for all models. Use the SDK of OpenAI, Anthropic or Google with the gateway's address as its base URL.",
        "1",
        Api.Kind.AI,
        Lifecycle.PUBLISHED,
        Api.Visibility.PUBLIC,
        "/chat",
        Set.of(model),
        null,
        null,
        false,
        null,
        now,
        now);
  }

  private static Api restApi(TenantId tenant, Instant now) {
    return new Api(
        ApiId.create(),
        tenant,
        REST_API,
        "Echo",
        "An example of a plain REST API behind the same keys.",
        "Answers with what reached the upstream: method, path, query, headers and body.",
        "1",
        Api.Kind.REST,
        Lifecycle.PUBLISHED,
        Api.Visibility.PUBLIC,
        "/echo",
        Set.of(),
        null,
        null,
        false,
        null,
        now,
        now);
  }

  private static Route route(ApiId api, URI simulator, Instant now) {
    return new Route(
        RouteId.create(),
        api,
        "/**",
        Set.of("GET", "POST"),
        simulator,
        "^/(.*)$",
        "/echo/$1",
        Map.of("x-tollgate-demo", "set by the route"),
        Duration.ofSeconds(10),
        true,
        now);
  }

  private static Plan plan(
      ApiId api,
      String slug,
      String name,
      String description,
      Plan.Approval approval,
      @Nullable Integer requestsPerMinute,
      @Nullable Integer tokensPerMinute,
      Instant now) {
    return new Plan(
        PlanId.create(),
        api,
        slug,
        name,
        description,
        approval,
        requestsPerMinute,
        tokensPerMinute,
        Set.of(),
        Plan.Status.ACTIVE,
        now);
  }

  private static Subscription subscription(
      Application application, Api api, Plan plan, User admin, Instant now) {
    return new Subscription(
        SubscriptionId.create(),
        application.id(),
        application.tenant(),
        api.id(),
        api.tenant(),
        plan.id(),
        Subscription.Status.APPROVED,
        "The demo of the first start.",
        null,
        admin.id(),
        now,
        admin.id(),
        now);
  }

  private static Change change(
      @Nullable TenantId tenant, String action, String objectType, String objectId) {
    return new Change(SETUP, tenant, action, objectType, objectId, Map.of(), Map.of());
  }
}
