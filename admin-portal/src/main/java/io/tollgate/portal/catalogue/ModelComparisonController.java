package io.tollgate.portal.catalogue;

import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Crumb;
import io.tollgate.portal.web.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Two to four models side by side. */
@Controller
class ModelComparisonController {

  private static final int MOST = 4;

  private final PricedModels models;
  private final ModelPageViews modelViews;
  private final TrafficViews traffic;
  private final Texts texts;

  ModelComparisonController(
      PricedModels models, ModelPageViews modelViews, TrafficViews traffic, Texts texts) {
    this.models = models;
    this.modelViews = modelViews;
    this.traffic = traffic;
    this.texts = texts;
  }

  /**
   * A column of the comparison.
   *
   * @param traffic null for somebody who is not signed in
   */
  record Column(
      PricedModels.OfferLine offer, String maxOutput, TrafficViews.@Nullable Figures traffic) {}

  /**
   * Of the models that are named, those that the person sees; a name that is unknown is left out.
   */
  @GetMapping("/models/compare")
  Mono<String> compare(
      @AuthenticationPrincipal @Nullable SignedIn person,
      @RequestParam(name = "model", required = false) @Nullable List<String> names,
      Model model) {
    return models
        .seenBy(person)
        .map(offered -> offered.named(names == null ? List.of() : names))
        .flatMap(chosen -> columns(chosen.first(MOST), person != null))
        .doOnNext(columns -> {
          model.addAttribute("columns", columns);
          model.addAttribute("signedIn", person != null);
          model.addAttribute(
              "crumbs", List.of(new Crumb(texts.text("navigation.models"), "/models")));
        })
        .thenReturn("catalogue/compare");
  }

  private Mono<List<Column>> columns(OfferedModels chosen, boolean withTraffic) {
    return models
        .lines(chosen)
        .flatMap(lines ->
            Flux.range(0, lines.size())
                .concatMap(place -> {
                  var offer = chosen.offers().get(place).model();
                  var maxOutput = modelViews.tokens(offer.maxOutput());
                  return withTraffic
                      ? traffic
                          .whole(offer.id())
                          .map(figures -> new Column(lines.get(place), maxOutput, figures))
                      : Mono.just(new Column(lines.get(place), maxOutput, null));
                })
                .collectList());
  }
}
