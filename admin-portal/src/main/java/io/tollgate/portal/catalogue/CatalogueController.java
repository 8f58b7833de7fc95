package io.tollgate.portal.catalogue;

import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.portal.security.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import reactor.core.publisher.Mono;

/** The catalogue and an API's page. */
@Controller
class CatalogueController {

  private final CatalogueOperations catalogue;
  private final ApiFrame frame;
  private final PricedModels models;
  private final CatalogueViews views;

  CatalogueController(
      CatalogueOperations catalogue, ApiFrame frame, PricedModels models, CatalogueViews views) {
    this.catalogue = catalogue;
    this.frame = frame;
    this.models = models;
    this.views = views;
  }

  @GetMapping("/apis")
  Mono<String> list(
      @AuthenticationPrincipal @Nullable SignedIn person, CatalogueForm form, Model model) {
    return catalogue
        .search(viewer(person), form.query())
        .doOnNext(found -> {
          model.addAttribute("form", form);
          model.addAttribute("filtered", form.isFiltered());
          model.addAttribute("create", create(person));
          model.addAttribute("facets", views.facets(found.facets(), form));
          model.addAttribute(
              "entries",
              found.entries().stream().map(entry -> views.item(entry, person != null)).toList());
        })
        .thenReturn("catalogue/catalogue");
  }

  @GetMapping("/apis/{slug}")
  Mono<String> api(
      @AuthenticationPrincipal @Nullable SignedIn person, @PathVariable String slug, Model model) {
    return frame
        .find(person, slug)
        .doOnNext(page -> {
          frame.fill(model, page, "overview");
          model.addAttribute("plans", views.plans(page));
          model.addAttribute("models", models.lines(page.entry().models()));
        })
        .thenReturn("catalogue/api");
  }

  /** Where the person makes an API of their own, when they may. */
  private static @Nullable String create(@Nullable SignedIn person) {
    if (person == null || person.current() == null) {
      return null;
    }
    var tenant = person.tenant();
    return Authorization.allows(person.viewer(), Action.MANAGE_APIS, tenant.id())
        ? "/t/" + tenant.slug() + "/apis/new"
        : null;
  }

  private static @Nullable Viewer viewer(@Nullable SignedIn person) {
    return person == null ? null : person.viewer();
  }
}
