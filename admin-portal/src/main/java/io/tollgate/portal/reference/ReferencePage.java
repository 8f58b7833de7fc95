package io.tollgate.portal.reference;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Apis;
import io.tollgate.portal.catalogue.ApiFrame;
import io.tollgate.portal.catalogue.ApiPage;
import io.tollgate.portal.openapi.OpenApiDocument;
import io.tollgate.portal.openapi.Operation;
import io.tollgate.portal.openapi.UnreadableDocument;
import io.tollgate.portal.reference.OperationViews.Tried;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.snippet.Calls;
import io.tollgate.portal.snippet.Language;
import io.tollgate.portal.snippet.Snippets;
import io.tollgate.portal.web.Choice;
import io.tollgate.portal.web.Texts;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import reactor.core.publisher.Mono;

/** Fills the page with an API's operations. */
@Component
class ReferencePage {

  private final ApiFrame frame;
  private final Apis apis;
  private final Callers callers;
  private final Calls calls;
  private final OperationViews views;
  private final Texts texts;

  ReferencePage(
      ApiFrame frame, Apis apis, Callers callers, Calls calls, OperationViews views, Texts texts) {
    this.frame = frame;
    this.apis = apis;
    this.callers = callers;
    this.calls = calls;
    this.views = views;
    this.texts = texts;
  }

  /** An operation of an AI API, where no document says more. */
  record Line(String method, String path, String text) {}

  /** The operations that a document describes, or that the routes of a REST API let through. */
  Mono<List<Operation>> operations(Api api) {
    return Mono.justOrEmpty(api.openapi())
        .flatMap(ReferencePage::described)
        .switchIfEmpty(
            api.kind() == Api.Kind.REST
                ? apis.routes(api.id()).collectList().map(RouteOperations::of)
                : Mono.just(List.of()));
  }

  private static Mono<List<Operation>> described(String document) {
    try {
      return Mono.just(OpenApiDocument.read(document).operations());
    } catch (UnreadableDocument unreadable) {
      return Mono.empty();
    }
  }

  /**
   * The page.
   *
   * @param wanted the model of the snippets, or null for any
   * @param tried what was tried last, or null
   */
  Mono<String> show(
      ServerHttpRequest request,
      @Nullable SignedIn person,
      ApiPage page,
      @Nullable String wanted,
      @Nullable Tried tried,
      Model model) {
    var api = page.entry().api();
    return Mono.zip(operations(api), through(person, api))
        .map(found -> {
          frame.fill(model, page, "reference");
          model.addAttribute("described", views.of(found.getT1(), tried));
          model.addAttribute("callers", found.getT2());
          model.addAttribute("caller", tried == null ? null : tried.attempt().caller());
          model.addAttribute("operations", api.kind() == Api.Kind.AI ? ofEveryModel() : List.of());
          describe(model, api);
          var call = calls.first(api, names(page, wanted), null);
          if (call != null) {
            model.addAttribute("snippets", Snippets.of(call, Language.of(request)));
          }
          return "reference/reference";
        });
  }

  /** The applications that the person may call with; none for AI, which has the playground. */
  private Mono<List<Choice>> through(@Nullable SignedIn person, Api api) {
    return person == null || person.current() == null || api.kind() == Api.Kind.AI
        ? Mono.just(List.of())
        : callers
            .of(person.viewer(), person.tenant().id(), api)
            .map(
                caller -> new Choice(caller.subscription().toString(), caller.application().name()))
            .collectList();
  }

  private List<Line> ofEveryModel() {
    return List.of(
        new Line("POST", "/chat/completions", texts.text("reference.chat")),
        new Line("GET", "/models", texts.text("reference.models")));
  }

  /** The models on offer, the one that was asked for first. */
  private static List<String> names(ApiPage page, @Nullable String wanted) {
    return page.entry().models().stream()
        .map(offered -> offered.name())
        .sorted(Comparator.comparing(name -> !name.equals(wanted)))
        .toList();
  }

  /** Where the document is, and where it cannot be read. */
  private void describe(Model model, Api api) {
    var text = api.openapi();
    if (text == null) {
      return;
    }
    model.addAttribute("document", "/apis/" + api.slug() + "/openapi");
    try {
      OpenApiDocument.read(text);
    } catch (UnreadableDocument unreadable) {
      var line = unreadable.line();
      model.addAttribute(
          "unreadable",
          line == null
              ? texts.text("reference.noDocument")
              : texts.text("reference.unreadable", line));
    }
  }
}
