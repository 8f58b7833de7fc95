package io.tollgate.portal.catalogue;

import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.snippet.Calls;
import io.tollgate.portal.web.Crumb;
import io.tollgate.portal.web.Tab;
import io.tollgate.portal.web.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import reactor.core.publisher.Mono;

/** What all pages of an API share: what it is, the one next action, and its sides. */
@Component
public class ApiFrame {

  private final CatalogueOperations catalogue;
  private final CatalogueViews views;
  private final Calls calls;
  private final Texts texts;

  ApiFrame(CatalogueOperations catalogue, CatalogueViews views, Calls calls, Texts texts) {
    this.catalogue = catalogue;
    this.views = views;
    this.calls = calls;
    this.texts = texts;
  }

  /** An API that the person may see; null is somebody who is not signed in. */
  public Mono<ApiPage> find(@Nullable SignedIn person, String slug) {
    return catalogue
        .find(viewer(person), slug)
        .map(page -> person == null || mayAsk(person) ? page : page.forOnlookers());
  }

  /**
   * @param side {@code overview} or {@code reference}
   */
  public void fill(Model model, ApiPage page, String side) {
    var api = page.entry().api();
    var path = "/apis/" + api.slug();
    model.addAttribute("crumbs", List.of(new Crumb(texts.text("navigation.catalogue"), "/apis")));
    model.addAttribute("page", page);
    model.addAttribute("api", api);
    model.addAttribute("publisher", page.entry().publisher());
    model.addAttribute("baseUrl", calls.baseUrl(api));
    model.addAttribute("status", views.lifecycle(api));
    model.addAttribute("next", views.next(page));
    model.addAttribute(
        "canTry", api.kind() == Api.Kind.AI && page.next() instanceof NextAction.UseKey);
    model.addAttribute(
        "tabs",
        List.of(
            new Tab(texts.text("api.overview"), path, side.equals("overview")),
            new Tab(texts.text("api.reference"), path + "/reference", side.equals("reference"))));
  }

  private static boolean mayAsk(SignedIn person) {
    return person.current() == null
        || Authorization.allows(person.viewer(), Action.REQUEST_SUBSCRIPTION, person.tenant().id());
  }

  private static @Nullable Viewer viewer(@Nullable SignedIn person) {
    return person == null ? null : person.viewer();
  }
}
