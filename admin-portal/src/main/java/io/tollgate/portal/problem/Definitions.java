package io.tollgate.portal.problem;

import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.Apis;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.catalogue.PlanId;
import io.tollgate.domain.catalogue.Route;
import io.tollgate.domain.catalogue.RouteId;
import io.tollgate.domain.configuration.Problem;
import io.tollgate.domain.model.Deployment;
import io.tollgate.domain.model.DeploymentId;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.model.Models;
import io.tollgate.domain.provider.ProviderId;
import io.tollgate.domain.provider.Providers;
import io.tollgate.domain.tenant.Tenants;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds what a problem is about. A definition that cannot even be read has only its id. */
@Component
class Definitions {

  private final Apis apis;
  private final Models models;
  private final Providers providers;
  private final Tenants tenants;

  Definitions(Apis apis, Models models, Providers providers, Tenants tenants) {
    this.apis = apis;
    this.models = models;
    this.providers = providers;
    this.tenants = tenants;
  }

  Mono<Definition> of(Problem problem) {
    var id = problem.objectId();
    var unknown = new Definition(id.toString(), null);
    return find(problem.objectType(), id)
        .onErrorResume(IllegalArgumentException.class, unreadable -> Mono.just(unknown))
        .defaultIfEmpty(unknown);
  }

  private Mono<Definition> find(String type, UUID id) {
    return switch (type) {
      case "api" -> api(new ApiId(id));
      case "plan" -> apis.findPlan(new PlanId(id)).flatMap(this::plan);
      case "route" -> apis.findRoute(new RouteId(id)).flatMap(this::route);
      case "model" -> models.find(new ModelId(id)).map(Definitions::model);
      case "deployment" -> models.findDeployment(new DeploymentId(id)).flatMap(this::deployment);
      case "provider" ->
          providers
              .find(new ProviderId(id))
              .map(found -> new Definition(found.name(), "/admin/providers/" + id));
      // Tenants, applications, keys, subscriptions and prices break only when they cannot be read.
      default -> Mono.empty();
    };
  }

  private Mono<Definition> api(ApiId id) {
    return apis.find(id)
        .flatMap(api ->
            tenants
                .find(api.tenant())
                .map(tenant ->
                    new Definition(api.name(), "/t/" + tenant.slug() + "/apis/" + api.id())));
  }

  private Mono<Definition> plan(Plan plan) {
    return api(plan.api())
        .map(api ->
            new Definition(api.name() + " " + plan.name(), api.path() + "/plans/" + plan.id()));
  }

  private Mono<Definition> route(Route route) {
    return api(route.api())
        .map(api ->
            new Definition(api.name() + " " + route.path(), api.path() + "/routes/" + route.id()));
  }

  private Mono<Definition> deployment(Deployment deployment) {
    return models
        .find(deployment.model())
        .map(Definitions::model)
        .map(model ->
            new Definition(model.name() + " → " + deployment.upstreamModel(), model.path()));
  }

  private static Definition model(Model model) {
    return new Definition(model.name(), "/admin/models/" + model.id());
  }
}
