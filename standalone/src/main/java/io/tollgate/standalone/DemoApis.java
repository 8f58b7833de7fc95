package io.tollgate.standalone;

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
import io.tollgate.domain.tenant.TenantId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What the tenant of the first start publishes: an AI API and a REST API on the simulator.
 *
 * @param trial the AI API's plan that needs no approval
 * @param standard the one that does
 * @param open the REST API's plan
 */
record DemoApis(
    Provider provider,
    Model model,
    Deployment deployment,
    Price price,
    Api ai,
    Plan trial,
    Plan standard,
    Api rest,
    Route route,
    Plan open) {

  static final String PROVIDER = "simulator";
  static final String AI_API = "chat";
  private static final String REST_API = "echo";

  static DemoApis of(TenantId tenant, URI simulator, SecretVault vault, Instant now) {
    var provider = provider(simulator, vault, now);
    var model = model(now);
    var ai = aiApi(tenant, model.id(), now);
    var rest = restApi(tenant, now);
    return new DemoApis(
        provider,
        model,
        deployment(model.id(), provider.id(), now),
        price(model.id(), now),
        ai,
        plan(
            ai.id(),
            "trial",
            "Trial",
            "For trying out. No approval needed.",
            Plan.Approval.AUTOMATIC,
            60,
            40_000,
            // Models of real providers may join the API, and these nobody gets by asking alone.
            Set.of(model.id()),
            now),
        plan(
            ai.id(),
            "standard",
            "Standard",
            "For applications in production.",
            Plan.Approval.MANUAL,
            6_000,
            4_000_000,
            Set.of(),
            // Plans are listed in the order they were made: the one without approval comes first.
            now.plusMillis(1)),
        rest,
        route(rest.id(), simulator, now),
        plan(
            rest.id(),
            "open",
            "Open",
            "No approval needed.",
            Plan.Approval.AUTOMATIC,
            600,
            null,
            Set.of(),
            now));
  }

  /** Saves all of it, for a tenant that is there already. */
  Mono<Void> save(Catalogue catalogue) {
    var models = catalogue.models();
    var apis = catalogue.apis();
    return catalogue
        .providers()
        .save(provider)
        .then(models.save(model))
        .then(models.save(deployment))
        .then(models.add(price))
        .then(apis.save(ai))
        .then(apis.save(trial))
        .then(apis.save(standard))
        .then(apis.save(rest))
        .then(apis.save(route))
        .then(apis.save(open))
        .then();
  }

  private static Provider provider(URI simulator, SecretVault vault, Instant now) {
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

  /** Where the simulator speaks OpenAI's format. */
  static URI baseUrl(URI simulator) {
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
        EchoDocument.TEXT,
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
      Set<ModelId> models,
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
        models,
        Plan.Status.ACTIVE,
        now);
  }
}
