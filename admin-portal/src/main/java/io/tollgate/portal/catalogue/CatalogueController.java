package io.tollgate.portal.catalogue;

import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.NotVisible;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Apis;
import io.tollgate.portal.openapi.OpenApiDocument;
import io.tollgate.portal.openapi.UnreadableDocument;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.snippet.Calls;
import io.tollgate.portal.snippet.Language;
import io.tollgate.portal.snippet.Snippets;
import io.tollgate.portal.web.Crumb;
import io.tollgate.portal.web.Tab;
import io.tollgate.portal.web.Texts;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import reactor.core.publisher.Mono;

/** The catalogue, an API's page, and how to call it. */
@Controller
class CatalogueController {

  private final CatalogueOperations catalogue;
  private final Apis apis;
  private final PricedModels models;
  private final Calls calls;
  private final CatalogueViews views;
  private final Texts texts;

  CatalogueController(
      CatalogueOperations catalogue,
      Apis apis,
      PricedModels models,
      Calls calls,
      CatalogueViews views,
      Texts texts) {
    this.catalogue = catalogue;
    this.apis = apis;
    this.models = models;
    this.calls = calls;
    this.views = views;
    this.texts = texts;
  }

  @GetMapping("/apis")
  Mono<String> list(
      @AuthenticationPrincipal @Nullable SignedIn person, CatalogueForm form, Model model) {
    return catalogue
        .search(viewer(person), form.query())
        .doOnNext(found -> {
          model.addAttribute("form", form);
          model.addAttribute("filtered", form.isFiltered());
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
    return find(person, slug)
        .doOnNext(page -> {
          frame(model, page, "overview");
          model.addAttribute("plans", views.plans(page));
          model.addAttribute("models", models.lines(page.entry().models()));
        })
        .thenReturn("catalogue/api");
  }

  @GetMapping("/apis/{slug}/reference")
  Mono<String> reference(
      ServerHttpRequest request,
      @AuthenticationPrincipal @Nullable SignedIn person,
      @PathVariable String slug,
      @RequestParam(name = "model", required = false) @Nullable String wanted,
      Model model) {
    return find(person, slug)
        .zipWhen(page -> apis.routes(page.entry().api().id()).collectList())
        .doOnNext(found -> {
          var page = found.getT1();
          var api = page.entry().api();
          frame(model, page, "reference");
          model.addAttribute("operations", views.operations(api, found.getT2()));
          describe(model, api);
          var call = calls.first(api, names(page, wanted), null);
          if (call != null) {
            model.addAttribute("snippets", Snippets.of(call, Language.of(request)));
          }
        })
        .thenReturn("catalogue/reference");
  }

  /** The models on offer, the one that was asked for first. */
  private static List<String> names(ApiPage page, @Nullable String wanted) {
    return page.entry().models().stream()
        .map(offered -> offered.name())
        .sorted(Comparator.comparing(name -> !name.equals(wanted)))
        .toList();
  }

  /** The OpenAPI document of an API as its publisher wrote it. */
  @GetMapping("/apis/{slug}/openapi")
  Mono<ResponseEntity<String>> document(
      @AuthenticationPrincipal @Nullable SignedIn person, @PathVariable String slug) {
    return catalogue
        .find(viewer(person), slug)
        .mapNotNull(page -> page.entry().api().openapi())
        .map(text ->
            ResponseEntity.ok()
                // A file: nothing in it is ever taken for a page.
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"openapi.txt\"")
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .body(text))
        .switchIfEmpty(Mono.error(NotVisible::new));
  }

  /** What its document says, or where it cannot be read. */
  private void describe(Model model, Api api) {
    var text = api.openapi();
    if (text == null) {
      return;
    }
    model.addAttribute("document", "/apis/" + api.slug() + "/openapi");
    try {
      model.addAttribute("described", OpenApiDocument.read(text).operations());
    } catch (UnreadableDocument unreadable) {
      var line = unreadable.line();
      model.addAttribute(
          "unreadable",
          line == null
              ? texts.text("reference.noDocument")
              : texts.text("reference.unreadable", line));
    }
  }

  private void frame(Model model, ApiPage page, String side) {
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

  private Mono<ApiPage> find(@Nullable SignedIn person, String slug) {
    return catalogue
        .find(viewer(person), slug)
        .map(page -> person == null || mayAsk(person) ? page : page.forOnlookers());
  }

  private static boolean mayAsk(SignedIn person) {
    return person.current() == null
        || Authorization.allows(person.viewer(), Action.REQUEST_SUBSCRIPTION, person.tenant().id());
  }

  private static @Nullable Viewer viewer(@Nullable SignedIn person) {
    return person == null ? null : person.viewer();
  }
}
