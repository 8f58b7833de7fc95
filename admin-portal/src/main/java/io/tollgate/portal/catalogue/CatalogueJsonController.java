package io.tollgate.portal.catalogue;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Lifecycle;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.model.Model;
import io.tollgate.portal.adminapi.AdminApi;
import io.tollgate.portal.adminapi.Listing;
import io.tollgate.portal.adminapi.Paging;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import reactor.core.publisher.Mono;

/** The catalogue, for scripts. */
@AdminApi
@Tag(name = "Catalogue")
class CatalogueJsonController {

  /** What to look for, as query parameters. */
  record CatalogueParameters(
      @Nullable String q,
      Api.@Nullable Kind kind,
      @Nullable String publisher,
      @Nullable String model,
      @Nullable Access access) {

    CatalogueQuery query() {
      return new CatalogueQuery(q, kind, publisher, model, access);
    }
  }

  record OfferedPlan(
      UUID id,
      String slug,
      String name,
      String description,
      Plan.Approval approval,
      @Nullable Integer requestsPerMinute,
      @Nullable Integer tokensPerMinute) {

    static OfferedPlan of(Plan plan) {
      return new OfferedPlan(
          plan.id().value(),
          plan.slug(),
          plan.name(),
          plan.description(),
          plan.approval(),
          plan.requestsPerMinute(),
          plan.tokensPerMinute());
    }
  }

  record CatalogueItem(
      UUID id,
      String slug,
      String name,
      String summary,
      String description,
      String version,
      Api.Kind kind,
      Lifecycle lifecycle,
      String publisher,
      String basePath,
      List<String> models,
      List<OfferedPlan> plans,
      Access access) {

    static CatalogueItem of(CatalogueEntry entry) {
      var api = entry.api();
      return new CatalogueItem(
          api.id().value(),
          api.slug(),
          api.name(),
          api.summary(),
          api.description(),
          api.version(),
          api.kind(),
          api.lifecycle(),
          entry.publisher().slug(),
          api.basePath(),
          entry.models().stream().map(Model::name).toList(),
          entry.plans().stream().map(OfferedPlan::of).toList(),
          entry.access());
    }
  }

  private final CatalogueOperations catalogue;

  CatalogueJsonController(CatalogueOperations catalogue) {
    this.catalogue = catalogue;
  }

  @GetMapping("/catalogue")
  Mono<Listing<CatalogueItem>> searchCatalogue(
      @AuthenticationPrincipal Viewer viewer,
      @ParameterObject CatalogueParameters parameters,
      @ParameterObject Paging paging) {
    var found =
        catalogue.search(viewer, parameters.query()).flatMapIterable(CataloguePage::entries);
    return Listing.of(found, entry -> entry.api().id(), paging, CatalogueItem::of);
  }

  @GetMapping("/catalogue/{slug}")
  Mono<CatalogueItem> getCatalogueEntry(
      @AuthenticationPrincipal Viewer viewer, @PathVariable String slug) {
    return catalogue.find(viewer, slug).map(page -> CatalogueItem.of(page.entry()));
  }
}
