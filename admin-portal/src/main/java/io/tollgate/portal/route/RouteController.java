package io.tollgate.portal.route;

import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.Route;
import io.tollgate.domain.catalogue.RouteId;
import io.tollgate.portal.api.PublishedApis;
import io.tollgate.portal.api.PublishedApis.Published;
import io.tollgate.portal.problem.LeftOutDefinitions;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Choice;
import io.tollgate.portal.web.Forms;
import io.tollgate.portal.web.Texts;
import io.tollgate.portal.web.Toast;
import io.tollgate.portal.web.Toasts;
import java.util.List;
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

/** The routes of a published REST API. */
@Controller
class RouteController {

  private static final String LIST = "/t/{slug}/apis/{api}/routes";
  private static final String ONE = LIST + "/{id}";

  private final PublishedApis published;
  private final RouteOperations routes;
  private final LeftOutDefinitions leftOut;
  private final Toasts toasts;
  private final Texts texts;

  RouteController(
      PublishedApis published,
      RouteOperations routes,
      LeftOutDefinitions leftOut,
      Toasts toasts,
      Texts texts) {
    this.published = published;
    this.routes = routes;
    this.leftOut = leftOut;
    this.toasts = toasts;
    this.texts = texts;
  }

  @ModelAttribute("methodChoices")
  List<Choice> methods() {
    return Route.METHODS.stream().map(method -> new Choice(method, method)).toList();
  }

  @GetMapping(LIST + "/new")
  Mono<String> blank(
      @AuthenticationPrincipal SignedIn person,
      @PathVariable String slug,
      @PathVariable ApiId api,
      Model model) {
    model.addAttribute("form", RouteForm.empty());
    return newPage(person, slug, api, model);
  }

  @PostMapping(LIST)
  Mono<String> create(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable String slug,
      @PathVariable ApiId api,
      @ModelAttribute("form") RouteForm form,
      BindingResult errors,
      Model model) {
    return Forms.submit(
        exchange.getResponse(),
        errors,
        routes
            .create(person.viewer(), api, form.details())
            .flatMap(made -> back(exchange, slug, api, "route.created")),
        () -> newPage(person, slug, api, model));
  }

  @GetMapping(ONE)
  Mono<String> show(
      @AuthenticationPrincipal SignedIn person,
      @PathVariable String slug,
      @PathVariable ApiId api,
      @PathVariable RouteId id,
      Model model) {
    return page(person, slug, api, id, model);
  }

  @PostMapping(ONE)
  Mono<String> edit(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable String slug,
      @PathVariable ApiId api,
      @PathVariable RouteId id,
      @ModelAttribute("form") RouteForm form,
      BindingResult errors,
      Model model) {
    return Forms.submit(
        exchange.getResponse(),
        errors,
        routes
            .edit(person.viewer(), id, form.details())
            .flatMap(saved -> back(exchange, slug, api, "route.saved")),
        () -> page(person, slug, api, id, model));
  }

  @PostMapping(ONE + "/delete")
  Mono<String> delete(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable String slug,
      @PathVariable ApiId api,
      @PathVariable RouteId id) {
    return routes.delete(person.viewer(), id).then(back(exchange, slug, api, "route.deleted"));
  }

  private Mono<String> newPage(SignedIn person, String slug, ApiId api, Model model) {
    return published
        .find(person, slug, api)
        .doOnNext(found ->
            Authorization.require(person.viewer(), Action.MANAGE_APIS, found.api().tenant()))
        .map(found -> {
          shared(person, found, model);
          return "route/new";
        });
  }

  private Mono<String> page(SignedIn person, String slug, ApiId api, RouteId id, Model model) {
    return published
        .find(person, slug, api)
        .zipWith(routes.find(person.viewer(), id))
        .map(found -> {
          if (!model.containsAttribute("form")) {
            model.addAttribute("form", RouteForm.of(found.getT2()));
          }
          model.addAttribute("route", found.getT2());
          model.addAttribute("leftOut", leftOut.ofRoute(id, person));
          shared(person, found.getT1(), model);
          return "route/route";
        });
  }

  private void shared(SignedIn person, Published found, Model model) {
    var viewer = person.viewer();
    model.addAttribute("base", found.path() + "/routes");
    model.addAttribute("crumbs", published.crumbs(found));
    model.addAttribute(
        "canManage", Authorization.allows(viewer, Action.MANAGE_APIS, found.api().tenant()));
    model.addAttribute("canOpen", Authorization.allows(viewer, Action.MANAGE_PROVIDERS));
  }

  private Mono<String> back(ServerWebExchange exchange, String slug, ApiId api, String key) {
    return toasts.redirect(
        exchange, "/t/" + slug + "/apis/" + api + "#routes", Toast.done(texts.text(key)));
  }
}
