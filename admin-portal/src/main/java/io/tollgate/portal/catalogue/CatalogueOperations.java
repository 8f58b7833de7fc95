package io.tollgate.portal.catalogue;

import static io.tollgate.portal.operation.Lookup.known;

import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Apis;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.model.Models;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.subscription.Subscriptions;
import io.tollgate.domain.tenant.Tenants;
import io.tollgate.portal.operation.VisibleApis;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The catalogue as one person sees it; a null viewer is somebody who is not signed in. */
@Component
public class CatalogueOperations {

  private final Apis apis;
  private final VisibleApis visible;
  private final Models models;
  private final Tenants tenants;
  private final Subscriptions subscriptions;

  CatalogueOperations(
      Apis apis, VisibleApis visible, Models models, Tenants tenants, Subscriptions subscriptions) {
    this.apis = apis;
    this.visible = visible;
    this.models = models;
    this.tenants = tenants;
    this.subscriptions = subscriptions;
  }

  /** What the viewer can see and the gateway serves, by name, narrowed by the query. */
  public Mono<CataloguePage> search(@Nullable Viewer viewer, CatalogueQuery query) {
    return visible
        .served(viewer)
        .collectList()
        .flatMap(served ->
            surroundings(viewer, served)
                .flatMapMany(known ->
                    Flux.fromIterable(served).flatMapSequential(api -> entry(api, known), 4))
                .filter(query::matchesText)
                .collectList())
        .map(found ->
            new CataloguePage(found.stream().filter(query::matches).toList(), Facets.of(found)));
  }

  /** One API by its slug: also one that is retired, and a draft for those who may edit it. */
  public Mono<ApiPage> find(@Nullable Viewer viewer, String slug) {
    return known(apis.findBySlug(slug).filter(api -> VisibleApis.isVisible(viewer, api)))
        .flatMap(api -> surroundings(viewer, List.of(api)).flatMap(known -> entry(api, known)))
        .flatMap(entry ->
            successor(viewer, entry.api())
                .map(successor -> page(entry, successor.orElse(null), viewer != null)));
  }

  private static ApiPage page(CatalogueEntry entry, @Nullable Api successor, boolean signedIn) {
    return new ApiPage(entry, successor, NextAction.of(entry, successor, signedIn));
  }

  private Mono<Optional<Api>> successor(@Nullable Viewer viewer, Api api) {
    var successor = api.successor();
    return successor == null
        ? Mono.just(Optional.empty())
        : apis.find(successor)
            .filter(found -> VisibleApis.isVisible(viewer, found))
            .singleOptional();
  }

  private Mono<CatalogueEntry> entry(Api api, Surroundings known) {
    return Mono.zip(
            known(tenants.find(api.tenant())),
            apis.plans(api.id()).filter(plan -> plan.status() == Plan.Status.ACTIVE).collectList())
        .map(found ->
            new CatalogueEntry(
                api,
                found.getT1(),
                found.getT2(),
                known.modelsOf(api),
                known.subscriptionsTo(api)));
  }

  private Mono<Surroundings> surroundings(@Nullable Viewer viewer, List<Api> shown) {
    var apis = shown.stream().map(Api::id).toList();
    var own =
        viewer == null
            ? Flux.<Subscription>empty()
            : subscriptions.live(
                viewer.roles().keySet().stream()
                    .filter(tenant -> Authorization.allows(viewer, Action.VIEW_TENANT, tenant))
                    .toList(),
                apis);
    return Mono.zip(models.all().collectMap(Model::id), own.collectList())
        .map(found -> new Surroundings(found.getT1(), found.getT2()));
  }

  /** What is looked up once for all entries. */
  private record Surroundings(Map<ModelId, Model> models, List<Subscription> subscriptions) {

    List<Model> modelsOf(Api api) {
      return api.models().stream()
          .map(models::get)
          .filter(model -> model != null && model.status() == Model.Status.ACTIVE)
          .sorted(Comparator.comparing(Model::name))
          .toList();
    }

    List<Subscription> subscriptionsTo(Api api) {
      return subscriptions.stream()
          .filter(subscription -> subscription.api().equals(api.id()))
          .sorted(Comparator.comparing(Subscription::requestedAt).reversed())
          .toList();
    }
  }
}
