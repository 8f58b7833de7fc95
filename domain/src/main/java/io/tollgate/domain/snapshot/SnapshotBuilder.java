package io.tollgate.domain.snapshot;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.Credential;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.catalogue.PlanId;
import io.tollgate.domain.catalogue.Rewrite;
import io.tollgate.domain.catalogue.Route;
import io.tollgate.domain.configuration.Configuration;
import io.tollgate.domain.configuration.Problem;
import io.tollgate.domain.model.Deployment;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.model.Price;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.ProviderId;
import io.tollgate.domain.secret.Hash256;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.TenantId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts a configuration together, leaving out what cannot work. */
final class SnapshotBuilder {

  /** First segments that are the gateway's own; an API there would hide or be hidden. */
  private static final Set<String> RESERVED =
      Set.of("v1", "v1beta", "v2", "livez", "readyz", "actuator", "admin");

  private static final String ANOTHER_PATH = "Give it another base path.";

  private static final Pattern EXPRESSION = Pattern.compile("[#$]\\{");

  private final Configuration configuration;
  private final List<Problem> problems;

  SnapshotBuilder(Configuration configuration) {
    this.configuration = configuration;
    this.problems = new ArrayList<>(configuration.unreadable());
  }

  Snapshot build() {
    var models = models();
    var apis = apis(models);
    var callers = callers(apis);
    return new Snapshot(
        configuration.version(),
        callers,
        apis.values().stream().collect(toMap(api -> api.api().basePath(), identity())),
        models.values().stream().collect(toMap(ServedModel::name, identity())),
        byModel(apis.values()),
        problems);
  }

  private Map<ModelId, ServedModel> models() {
    var prices = configuration.prices().stream().collect(groupingBy(Price::model));
    var deployments = deployments();
    return configuration.models().stream()
        .filter(model -> model.status() == Model.Status.ACTIVE)
        .collect(
            toMap(
                Model::id,
                model ->
                    new ServedModel(
                        model,
                        deployments.getOrDefault(model.id(), List.of()),
                        new PriceList(prices.getOrDefault(model.id(), List.of())))));
  }

  private Map<ModelId, List<ServedDeployment>> deployments() {
    Map<ProviderId, Provider> providers =
        configuration.providers().stream().collect(toMap(Provider::id, identity()));
    var served = new HashMap<ModelId, List<ServedDeployment>>();
    configuration.deployments().stream()
        .filter(deployment -> deployment.status() == Deployment.Status.ACTIVE)
        .sorted(Comparator.comparingInt(Deployment::priority))
        .forEach(deployment -> {
          var provider = providers.get(deployment.provider());
          if (provider == null) {
            leaveOut(
                "deployment",
                deployment.id().value(),
                "its provider is missing",
                "Correct the provider, or disable the deployment.");
          } else if (provider.status() == Provider.Status.ACTIVE) {
            served
                .computeIfAbsent(deployment.model(), model -> new ArrayList<>())
                .add(new ServedDeployment(deployment, provider));
          }
        });
    return served;
  }

  private Map<ApiId, PublishedApi> apis(Map<ModelId, ServedModel> models) {
    var routes = configuration.routes().stream().collect(groupingBy(Route::api));
    var basePaths = new HashMap<String, ApiId>();
    var apis = new HashMap<ApiId, PublishedApi>();
    for (Api api : configuration.apis()) {
      if (!api.isServed()) {
        continue;
      }
      var firstSegment = api.basePath().substring(1).split("/", 2)[0];
      if (RESERVED.contains(firstSegment)) {
        leaveOut(
            "api", api.id().value(), "its base path is reserved: " + api.basePath(), ANOTHER_PATH);
      } else if (basePaths.putIfAbsent(api.basePath(), api.id()) != null) {
        leaveOut(
            "api",
            api.id().value(),
            "another API has its base path: " + api.basePath(),
            ANOTHER_PATH);
      } else {
        apis.put(
            api.id(),
            new PublishedApi(
                api, offered(api, models), working(routes.getOrDefault(api.id(), List.of()))));
      }
    }
    return apis;
  }

  private static Map<String, ServedModel> offered(Api api, Map<ModelId, ServedModel> models) {
    var offered = new HashMap<String, ServedModel>();
    for (ModelId id : api.models()) {
      var model = models.get(id);
      if (model != null) {
        offered.put(model.name(), model);
      }
    }
    return offered;
  }

  private List<Route> working(List<Route> routes) {
    var working = new ArrayList<Route>();
    for (Route route : routes) {
      var problem = problemOf(route);
      if (problem == null) {
        working.add(route);
      } else {
        problems.add(problem);
      }
    }
    return working;
  }

  private static @Nullable Problem problemOf(Route route) {
    var scheme = route.upstream().getScheme();
    if (!("http".equals(scheme) || "https".equals(scheme)) || route.upstream().getHost() == null) {
      return problemOf(
          route,
          "its upstream is no HTTP address",
          "Give it an address that begins with http:// or https://.");
    }
    if (EXPRESSION.matcher(route.requestHeaders().toString()).find()) {
      return problemOf(
          route, "its headers hold an expression", "Take ${ and #{ out of its headers.");
    }
    var pattern = route.rewritePattern();
    var replacement = route.rewriteReplacement();
    if (pattern == null) {
      return null;
    }
    try {
      Rewrite.of(pattern, replacement == null ? "" : replacement);
      return null;
    } catch (Rewrite.PatternRefusedException refused) {
      return problemOf(route, refused);
    } catch (Rewrite.NoSuchGroupException missing) {
      return problemOf(
          route,
          "its rewrite replacement refers to a group that its pattern does not have",
          "Correct the replacement, or add the group to the pattern.");
    }
  }

  private static Problem problemOf(Route route, Rewrite.PatternRefusedException refused) {
    return switch (refused.why()) {
      case MALFORMED ->
          problemOf(
              route,
              "its rewrite pattern is malformed: " + refused.getMessage(),
              "Correct the pattern.");
      case NOT_KNOWN ->
          problemOf(
              route,
              "its rewrite pattern is none of RE2's: " + refused.getMessage(),
              "Write it without look-ahead, look-behind, back-references and possessive repetitions.");
      case TOO_LARGE ->
          problemOf(
              route,
              "its rewrite pattern is too large",
              "Make it shorter, or its counted repetitions smaller.");
    };
  }

  private static Problem problemOf(Route route, String reason, String remedy) {
    return new Problem("route", route.id().value(), reason, remedy);
  }

  private Map<Hash256, Caller> callers(Map<ApiId, PublishedApi> apis) {
    Map<TenantId, Tenant> tenants =
        configuration.tenants().stream()
            .filter(tenant -> tenant.status() == Tenant.Status.ACTIVE)
            .collect(toMap(Tenant::id, identity()));
    Map<ApplicationId, Application> applications =
        configuration.applications().stream()
            .filter(application -> application.status() == Application.Status.ACTIVE)
            .collect(toMap(Application::id, identity()));
    var grants = grants(apis);
    var callers = new HashMap<Hash256, Caller>();
    for (Credential credential : configuration.credentials()) {
      var application = applications.get(credential.application());
      var tenant = application == null ? null : tenants.get(application.tenant());
      if (application != null && tenant != null && credential.revokedAt() == null) {
        callers.put(
            credential.hash(),
            new Caller(
                tenant, application, credential, grants.getOrDefault(application.id(), List.of())));
      }
    }
    return callers;
  }

  private Map<ApplicationId, List<Grant>> grants(Map<ApiId, PublishedApi> apis) {
    Map<PlanId, Plan> plans = configuration.plans().stream().collect(toMap(Plan::id, identity()));
    var grants = new HashMap<ApplicationId, List<Grant>>();
    for (Subscription subscription : configuration.subscriptions()) {
      var api = apis.get(subscription.api());
      var plan = plans.get(subscription.plan());
      if (api != null && plan != null && isLive(subscription)) {
        grants
            .computeIfAbsent(subscription.application(), application -> new ArrayList<>())
            .add(new Grant(subscription, api, plan));
      }
    }
    return grants;
  }

  private static boolean isLive(Subscription subscription) {
    return switch (subscription.status()) {
      case PENDING, APPROVED, SUSPENDED -> true;
      case REJECTED, CLOSED -> false;
    };
  }

  private static Map<String, List<PublishedApi>> byModel(Iterable<PublishedApi> apis) {
    var byModel = new HashMap<String, List<PublishedApi>>();
    for (PublishedApi api : apis) {
      for (String model : api.models().keySet()) {
        byModel.computeIfAbsent(model, name -> new ArrayList<>()).add(api);
      }
    }
    return byModel;
  }

  private void leaveOut(String type, UUID id, String reason, String remedy) {
    problems.add(new Problem(type, id, reason, remedy));
  }
}
