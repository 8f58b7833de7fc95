package io.tollgate.portal.catalogue;

import static io.tollgate.portal.operation.Lookup.known;

import io.tollgate.domain.model.Model.Capability;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.model.Models;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Choice;
import io.tollgate.portal.web.Crumb;
import io.tollgate.portal.web.Texts;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import reactor.core.publisher.Mono;

/** The models that a person can get access to, with what they cost and which APIs offer them. */
@Controller
class ModelCatalogueController {

  private final CatalogueOperations catalogue;
  private final Models models;
  private final CatalogueViews views;
  private final ModelPageViews modelViews;
  private final TrafficViews traffic;
  private final Texts texts;
  private final Clock clock;

  ModelCatalogueController(
      CatalogueOperations catalogue,
      Models models,
      CatalogueViews views,
      ModelPageViews modelViews,
      TrafficViews traffic,
      Texts texts,
      Clock clock) {
    this.catalogue = catalogue;
    this.models = models;
    this.views = views;
    this.modelViews = modelViews;
    this.traffic = traffic;
    this.texts = texts;
    this.clock = clock;
  }

  @GetMapping("/models")
  Mono<String> list(
      @AuthenticationPrincipal @Nullable SignedIn person,
      @ModelAttribute("form") OfferedModels.Filter filter,
      Model model) {
    var viewer = person == null ? null : person.viewer();
    return catalogue
        .search(viewer, CatalogueQuery.ALL)
        .zipWith(models.prices().collectList())
        .doOnNext(found -> {
          var offered = OfferedModels.of(found.getT1().entries()).matching(filter);
          model.addAttribute("filtered", filter.narrows());
          model.addAttribute("capabilities", capabilities());
          model.addAttribute("models", views.offered(offered, found.getT2(), clock.instant()));
        })
        .thenReturn("catalogue/models");
  }

  /** A model that some API which the person sees has on offer; every other one is not there. */
  @GetMapping("/models/{id}")
  Mono<String> show(
      @AuthenticationPrincipal @Nullable SignedIn person, @PathVariable ModelId id, Model model) {
    var viewer = person == null ? null : person.viewer();
    return catalogue
        .search(viewer, CatalogueQuery.ALL)
        .flatMap(found -> known(Mono.justOrEmpty(OfferedModels.of(found.entries()).find(id))))
        .zipWith(models.prices(id).collectList())
        .doOnNext(found -> {
          var zone = person == null ? ZoneOffset.UTC : person.user().timeZone();
          if (person != null) {
            model.addAttribute("traffic", traffic.deployments(id));
          }
          model.addAttribute("page", modelViews.page(found.getT1(), found.getT2(), zone));
          model.addAttribute(
              "crumbs", List.of(new Crumb(texts.text("navigation.models"), "/models")));
        })
        .thenReturn("catalogue/model");
  }

  private List<Choice> capabilities() {
    return Arrays.stream(Capability.values())
        .map(one -> one.name().toLowerCase(Locale.ROOT))
        .map(one -> new Choice(one, texts.text("capability." + one)))
        .toList();
  }
}
