package io.tollgate.portal.catalogue;

import io.tollgate.domain.model.Model.Capability;
import io.tollgate.domain.model.Models;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Choice;
import io.tollgate.portal.web.Texts;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import reactor.core.publisher.Mono;

/** The models that a person can get access to, with what they cost and which APIs offer them. */
@Controller
class ModelCatalogueController {

  private final CatalogueOperations catalogue;
  private final Models models;
  private final CatalogueViews views;
  private final Texts texts;
  private final Clock clock;

  ModelCatalogueController(
      CatalogueOperations catalogue,
      Models models,
      CatalogueViews views,
      Texts texts,
      Clock clock) {
    this.catalogue = catalogue;
    this.models = models;
    this.views = views;
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

  private List<Choice> capabilities() {
    return Arrays.stream(Capability.values())
        .map(one -> one.name().toLowerCase(Locale.ROOT))
        .map(one -> new Choice(one, texts.text("capability." + one)))
        .toList();
  }
}
