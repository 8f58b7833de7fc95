package io.tollgate.portal.catalogue;

import static io.tollgate.portal.operation.Lookup.known;

import io.tollgate.domain.model.Model.Capability;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.model.Models;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Choice;
import io.tollgate.portal.web.Crumb;
import io.tollgate.portal.web.Texts;
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

  private final PricedModels offered;
  private final Models models;
  private final ModelPageViews views;
  private final TrafficViews traffic;
  private final Texts texts;

  ModelCatalogueController(
      PricedModels offered,
      Models models,
      ModelPageViews views,
      TrafficViews traffic,
      Texts texts) {
    this.offered = offered;
    this.models = models;
    this.views = views;
    this.traffic = traffic;
    this.texts = texts;
  }

  @GetMapping("/models")
  Mono<String> list(
      @AuthenticationPrincipal @Nullable SignedIn person,
      @ModelAttribute("form") OfferedModels.Filter filter,
      Model model) {
    return offered
        .seenBy(person)
        .flatMap(seen -> offered.lines(seen.matching(filter)))
        .doOnNext(lines -> {
          model.addAttribute("filtered", filter.narrows());
          model.addAttribute("capabilities", capabilities());
          model.addAttribute("models", lines);
        })
        .thenReturn("catalogue/models");
  }

  /** A model that some API which the person sees has on offer; every other one is not there. */
  @GetMapping("/models/{id}")
  Mono<String> show(
      @AuthenticationPrincipal @Nullable SignedIn person, @PathVariable ModelId id, Model model) {
    return offered
        .seenBy(person)
        .flatMap(seen -> known(Mono.justOrEmpty(seen.find(id))))
        .zipWith(models.prices(id).collectList())
        .doOnNext(found -> {
          var zone = person == null ? ZoneOffset.UTC : person.user().timeZone();
          if (person != null) {
            model.addAttribute("traffic", traffic.deployments(id));
          }
          model.addAttribute("page", views.page(found.getT1(), found.getT2(), zone));
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
