package io.tollgate.portal.publishing;

import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Lifecycle;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.catalogue.Route;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.portal.api.ApiOperations;
import io.tollgate.portal.api.PublishedApis;
import io.tollgate.portal.api.PublishedApis.Published;
import io.tollgate.portal.model.ModelOperations;
import io.tollgate.portal.model.ModelPublishers;
import io.tollgate.portal.plan.PlanOperations;
import io.tollgate.portal.route.RouteOperations;
import io.tollgate.portal.web.Choice;
import io.tollgate.portal.web.Choices;
import io.tollgate.portal.web.Numbers;
import io.tollgate.portal.web.Status;
import io.tollgate.portal.web.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import reactor.core.publisher.Mono;

/** What the pages of an API's publisher show. */
@Component
class ApiPages {

  private static final int LOOKUPS_AT_ONCE = 8;

  private final ApiOperations apis;
  private final PlanOperations plans;
  private final RouteOperations routes;
  private final ModelOperations models;
  private final ModelPublishers publishers;
  private final PublishedApis published;
  private final Choices choices;
  private final Texts texts;

  ApiPages(
      ApiOperations apis,
      PlanOperations plans,
      RouteOperations routes,
      ModelOperations models,
      ModelPublishers publishers,
      PublishedApis published,
      Choices choices,
      Texts texts) {
    this.apis = apis;
    this.plans = plans;
    this.routes = routes;
    this.models = models;
    this.publishers = publishers;
    this.published = published;
    this.choices = choices;
    this.texts = texts;
  }

  /** An API as a line of the list. */
  record Line(
      String id, String name, String kind, String basePath, String visibility, Status status) {}

  /** A route as a line. */
  record RouteLine(
      String id,
      String path,
      String methods,
      String upstream,
      @Nullable String rewrite,
      String headers) {}

  /**
   * A plan as a line.
   *
   * @param subscriptions how many are live
   */
  record PlanLine(
      String id,
      String name,
      String approval,
      String requests,
      String tokens,
      String models,
      long subscriptions,
      Status status) {}

  /** A step of its life that can be taken now. */
  record Turn(String action, String label, boolean ends) {}

  Mono<String> list(Viewer viewer, Tenant tenant, Model model) {
    return apis.list(viewer, tenant.id())
        .map(this::line)
        .collectList()
        .map(lines -> {
          model.addAttribute("tenant", tenant);
          model.addAttribute("apis", lines);
          model.addAttribute(
              "canManage", Authorization.allows(viewer, Action.MANAGE_APIS, tenant.id()));
          return "api/apis";
        });
  }

  Mono<String> blank(Viewer viewer, Tenant tenant, Model model) {
    return Mono.defer(() -> {
      Authorization.require(viewer, Action.MANAGE_APIS, tenant.id());
      return publishers
          .mayPublish(viewer, tenant.id())
          .flatMap(mayPublish -> {
            model.addAttribute("tenant", tenant);
            model.addAttribute("mayPublishModels", mayPublish);
            model.addAttribute("kinds", choices.of("api.kind.", Api.Kind.values()));
            model.addAttribute("crumbs", published.crumbs(tenant));
            if (!mayPublish) {
              model.addAttribute("rest", true);
            }
            return choices(viewer, tenant, null, model).thenReturn("api/new");
          });
    });
  }

  Mono<String> page(Viewer viewer, Published found, Model model) {
    var api = found.api();
    return Mono.zip(
            plans
                .list(viewer, api.id())
                .flatMapSequential(plan -> line(viewer, plan, api), LOOKUPS_AT_ONCE)
                .collectList(),
            routes.list(viewer, api.id()).map(ApiPages::line).collectList(),
            models.offered(viewer, api).map(io.tollgate.domain.model.Model::name).collectList(),
            publishers.mayPublish(viewer, api.tenant()))
        .flatMap(parts -> {
          model.addAttribute("plans", parts.getT1());
          model.addAttribute("routes", parts.getT2());
          model.addAttribute("modelNames", parts.getT3());
          model.addAttribute("mayPublishModels", parts.getT4());
          model.addAttribute("tenant", found.tenant());
          model.addAttribute("api", line(api));
          model.addAttribute("summary", api.summary());
          model.addAttribute("rest", api.kind() == Api.Kind.REST);
          model.addAttribute("turns", turns(api, parts.getT4()));
          model.addAttribute(
              "canManage", Authorization.allows(viewer, Action.MANAGE_APIS, api.tenant()));
          model.addAttribute("crumbs", published.crumbs(found.tenant()));
          if (!model.containsAttribute("form")) {
            model.addAttribute("form", ApiForm.of(api));
          }
          return choices(viewer, found.tenant(), api, model).thenReturn("api/api");
        });
  }

  private Mono<Void> choices(Viewer viewer, Tenant tenant, @Nullable Api own, Model model) {
    return Mono.zip(
            models
                .offerable(viewer, tenant.id(), own == null ? Set.of() : own.models())
                .map(one -> new Choice(one.id().toString(), one.name()))
                .collectList(),
            apis.list(viewer, tenant.id())
                .filter(other -> own == null || !other.id().equals(own.id()))
                .map(other -> new Choice(other.id().toString(), other.name()))
                .collectList())
        .doOnNext(found -> {
          var successors = new ArrayList<Choice>();
          successors.add(new Choice("", texts.text("ownApi.successor.none")));
          successors.addAll(found.getT2());
          model.addAttribute("modelChoices", found.getT1());
          model.addAttribute("successors", successors);
          model.addAttribute("visibilities", choices.of("visibility.", Api.Visibility.values()));
        })
        .then();
  }

  private Mono<PlanLine> line(Viewer viewer, Plan plan, Api api) {
    return Mono.zip(plans.affected(viewer, plan.id()), planModels(viewer, plan, api))
        .map(found ->
            new PlanLine(
                plan.id().toString(),
                plan.name(),
                choices.label("approval.", plan.approval()),
                limit(plan.requestsPerMinute()),
                limit(plan.tokensPerMinute()),
                found.getT2(),
                found.getT1(),
                plan.status() == Plan.Status.ACTIVE
                    ? Status.ok(texts.text("ownPlan.open"))
                    : Status.neutral(texts.text("ownPlan.closed"))));
  }

  private Mono<String> planModels(Viewer viewer, Plan plan, Api api) {
    if (plan.models().isEmpty()) {
      return Mono.just(texts.text("ownPlan.models.all"));
    }
    return models
        .offered(viewer, api)
        .collectMap(io.tollgate.domain.model.Model::id, io.tollgate.domain.model.Model::name)
        .map(names -> names(plan, names));
  }

  private static String names(Plan plan, Map<ModelId, String> names) {
    return plan.models().stream()
        .map(id -> names.getOrDefault(id, id.toString()))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private String limit(@Nullable Integer limit) {
    return limit == null ? texts.text("ownPlan.unlimited") : Numbers.whole(limit);
  }

  private static RouteLine line(Route route) {
    return new RouteLine(
        route.id().toString(),
        route.path(),
        route.methods().stream().sorted().collect(Collectors.joining(", ")),
        route.upstream().toString(),
        route.rewritePattern() == null
            ? null
            : route.rewritePattern() + " → " + String.valueOf(route.rewriteReplacement()),
        route.requestHeaders().keySet().stream().sorted().collect(Collectors.joining(", ")));
  }

  private Line line(Api api) {
    return new Line(
        api.id().toString(),
        api.name(),
        choices.label("api.kind.", api.kind()),
        api.basePath(),
        choices.label("visibility.", api.visibility()),
        status(api.lifecycle()));
  }

  private Status status(Lifecycle lifecycle) {
    var label = choices.label("lifecycle.", lifecycle);
    return switch (lifecycle) {
      case DRAFT, RETIRED -> Status.neutral(label);
      case PUBLISHED -> Status.ok(label);
      case DEPRECATED -> Status.warn(label);
    };
  }

  private List<Turn> turns(Api api, boolean mayPublishModels) {
    var now = api.lifecycle();
    var turns = new ArrayList<Turn>();
    if (now.allows(Lifecycle.PUBLISHED) && (mayPublishModels || api.kind() == Api.Kind.REST)) {
      turns.add(new Turn("publish", texts.text("ownApi.publish"), false));
    }
    if (now.allows(Lifecycle.DEPRECATED)) {
      turns.add(new Turn("deprecate", texts.text("ownApi.deprecate"), false));
    }
    if (now.allows(Lifecycle.RETIRED)) {
      turns.add(new Turn("retire", texts.text("ownApi.retire"), true));
    }
    return turns;
  }
}
