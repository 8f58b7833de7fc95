package io.tollgate.portal.publishing;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.portal.api.ApiLifecycle;
import io.tollgate.portal.api.ApiOperations;
import io.tollgate.portal.api.PublishedApis;
import io.tollgate.portal.operation.Conflict;
import io.tollgate.portal.problem.LeftOutDefinitions;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Forms;
import io.tollgate.portal.web.Texts;
import io.tollgate.portal.web.Toast;
import io.tollgate.portal.web.Toasts;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The APIs that a tenant publishes, for its members: described, published, ended. */
@Controller
class ApiController {

  private static final String LIST = "/t/{slug}/apis";
  private static final String ONE = LIST + "/{id}";

  private final PublishedApis published;
  private final ApiOperations apis;
  private final ApiLifecycle lifecycle;
  private final ApiPages pages;
  private final LeftOutDefinitions leftOut;
  private final Toasts toasts;
  private final Texts texts;

  ApiController(
      PublishedApis published,
      ApiOperations apis,
      ApiLifecycle lifecycle,
      ApiPages pages,
      LeftOutDefinitions leftOut,
      Toasts toasts,
      Texts texts) {
    this.published = published;
    this.apis = apis;
    this.lifecycle = lifecycle;
    this.pages = pages;
    this.leftOut = leftOut;
    this.toasts = toasts;
    this.texts = texts;
  }

  @GetMapping(LIST)
  Mono<String> list(
      @AuthenticationPrincipal SignedIn person, @PathVariable String slug, Model model) {
    return published.tenant(slug).flatMap(tenant -> pages.list(person.viewer(), tenant, model));
  }

  @GetMapping(LIST + "/new")
  Mono<String> blank(
      @AuthenticationPrincipal SignedIn person, @PathVariable String slug, Model model) {
    model.addAttribute("form", ApiForm.empty());
    return published.tenant(slug).flatMap(tenant -> pages.blank(person.viewer(), tenant, model));
  }

  @PostMapping(LIST)
  Mono<String> create(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable String slug,
      @ModelAttribute("form") ApiForm form,
      BindingResult errors,
      Model model) {
    return published
        .tenant(slug)
        .flatMap(tenant ->
            Forms.submit(
                exchange.getResponse(),
                errors,
                Mono.defer(() -> apis.create(person.viewer(), tenant.id(), form.made()))
                    .flatMap(made -> back(exchange, slug, made.id(), "ownApi.created")),
                () -> pages.blank(person.viewer(), tenant, model)));
  }

  @GetMapping(ONE)
  Mono<String> show(
      @AuthenticationPrincipal SignedIn person,
      @PathVariable String slug,
      @PathVariable ApiId id,
      Model model) {
    return page(person, slug, id, model);
  }

  @PostMapping(ONE)
  Mono<String> edit(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable String slug,
      @PathVariable ApiId id,
      @ModelAttribute("form") ApiForm form,
      BindingResult errors,
      Model model) {
    return Forms.submit(
        exchange.getResponse(),
        errors,
        Mono.defer(() -> apis.edit(person.viewer(), id, form.details()))
            .flatMap(saved -> back(exchange, slug, id, "ownApi.saved")),
        () -> page(person, slug, id, model));
  }

  @PostMapping(ONE + "/publish")
  Mono<String> publish(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable String slug,
      @PathVariable ApiId id) {
    return moved(exchange, slug, id, lifecycle.publish(person.viewer(), id), "ownApi.published");
  }

  @PostMapping(ONE + "/deprecate")
  Mono<String> deprecate(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable String slug,
      @PathVariable ApiId id) {
    return moved(exchange, slug, id, lifecycle.deprecate(person.viewer(), id), "ownApi.deprecated");
  }

  @PostMapping(ONE + "/retire")
  Mono<String> retire(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable String slug,
      @PathVariable ApiId id) {
    return moved(exchange, slug, id, lifecycle.retire(person.viewer(), id), "ownApi.retired");
  }

  /** What is still missing is said where it can be added. */
  private Mono<String> moved(
      ServerWebExchange exchange, String slug, ApiId id, Mono<Api> move, String key) {
    return move.flatMap(done -> back(exchange, slug, id, key))
        .onErrorResume(
            Conflict.class,
            missing ->
                toasts.redirect(
                    exchange,
                    path(slug, id),
                    Toast.failed(texts.text("refusal." + missing.code()))));
  }

  private Mono<String> page(SignedIn person, String slug, ApiId id, Model model) {
    model.addAttribute("leftOut", leftOut.ofApi(id, person));
    return published
        .find(person, slug, id)
        .flatMap(found -> pages.page(person.viewer(), found, model));
  }

  private Mono<String> back(ServerWebExchange exchange, String slug, ApiId id, String key) {
    return toasts.redirect(exchange, path(slug, id), Toast.done(texts.text(key)));
  }

  private static String path(String slug, ApiId id) {
    return "/t/" + slug + "/apis/" + id;
  }
}
