package io.tollgate.portal.plan;

import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.catalogue.PlanId;
import io.tollgate.portal.api.PublishedApis;
import io.tollgate.portal.api.PublishedApis.Published;
import io.tollgate.portal.model.ModelOperations;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Choice;
import io.tollgate.portal.web.Choices;
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

/** The plans of a published API; a change says first whom it affects. */
@Controller
class PlanController {

  private static final String LIST = "/t/{slug}/apis/{api}/plans";
  private static final String ONE = LIST + "/{id}";

  private final PublishedApis published;
  private final PlanOperations plans;
  private final ModelOperations models;
  private final Choices choices;
  private final Toasts toasts;
  private final Texts texts;

  PlanController(
      PublishedApis published,
      PlanOperations plans,
      ModelOperations models,
      Choices choices,
      Toasts toasts,
      Texts texts) {
    this.published = published;
    this.plans = plans;
    this.models = models;
    this.choices = choices;
    this.toasts = toasts;
    this.texts = texts;
  }

  @ModelAttribute("approvals")
  List<Choice> approvals() {
    return choices.of("approval.", Plan.Approval.values());
  }

  @GetMapping(LIST + "/new")
  Mono<String> blank(
      @AuthenticationPrincipal SignedIn person,
      @PathVariable String slug,
      @PathVariable ApiId api,
      Model model) {
    model.addAttribute("form", PlanForm.empty());
    return newPage(person, slug, api, model);
  }

  @PostMapping(LIST)
  Mono<String> create(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable String slug,
      @PathVariable ApiId api,
      @ModelAttribute("form") PlanForm form,
      BindingResult errors,
      Model model) {
    return Forms.submit(
        exchange.getResponse(),
        errors,
        Mono.defer(() -> plans.create(person.viewer(), api, form.made()))
            .flatMap(made -> back(exchange, slug, api, "ownPlan.created")),
        () -> newPage(person, slug, api, model));
  }

  @GetMapping(ONE)
  Mono<String> show(
      @AuthenticationPrincipal SignedIn person,
      @PathVariable String slug,
      @PathVariable ApiId api,
      @PathVariable PlanId id,
      Model model) {
    return page(person, slug, api, id, model);
  }

  @PostMapping(ONE)
  Mono<String> edit(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable String slug,
      @PathVariable ApiId api,
      @PathVariable PlanId id,
      @ModelAttribute("form") PlanForm form,
      BindingResult errors,
      Model model) {
    return Forms.submit(
        exchange.getResponse(),
        errors,
        Mono.defer(() -> plans.edit(person.viewer(), id, form.details()))
            .flatMap(saved -> back(exchange, slug, api, "ownPlan.saved")),
        () -> page(person, slug, api, id, model));
  }

  @PostMapping(ONE + "/close")
  Mono<String> close(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable String slug,
      @PathVariable ApiId api,
      @PathVariable PlanId id) {
    return plans
        .close(person.viewer(), id)
        .flatMap(saved -> back(exchange, slug, api, "ownPlan.closed.done"));
  }

  @PostMapping(ONE + "/reopen")
  Mono<String> reopen(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable String slug,
      @PathVariable ApiId api,
      @PathVariable PlanId id) {
    return plans
        .reopen(person.viewer(), id)
        .flatMap(saved -> back(exchange, slug, api, "ownPlan.reopened.done"));
  }

  private Mono<String> newPage(SignedIn person, String slug, ApiId api, Model model) {
    return published
        .find(person, slug, api)
        .doOnNext(found ->
            Authorization.require(person.viewer(), Action.MANAGE_APIS, found.api().tenant()))
        .flatMap(found -> shared(person, found, model).thenReturn("plan/new"));
  }

  private Mono<String> page(SignedIn person, String slug, ApiId api, PlanId id, Model model) {
    var viewer = person.viewer();
    return Mono.zip(
            published.find(person, slug, api), plans.find(viewer, id), plans.affected(viewer, id))
        .flatMap(found -> {
          var plan = found.getT2();
          if (!model.containsAttribute("form")) {
            model.addAttribute("form", PlanForm.of(plan));
          }
          model.addAttribute("plan", plan);
          model.addAttribute("open", plan.status() == Plan.Status.ACTIVE);
          model.addAttribute("affected", found.getT3());
          return shared(person, found.getT1(), model).thenReturn("plan/plan");
        });
  }

  private Mono<Void> shared(SignedIn person, Published found, Model model) {
    var api = found.api();
    return models
        .offered(person.viewer(), api)
        .map(one -> new Choice(one.id().toString(), one.name()))
        .collectList()
        .doOnNext(offered -> {
          model.addAttribute("modelChoices", offered);
          model.addAttribute("base", found.path() + "/plans");
          model.addAttribute("crumbs", published.crumbs(found));
          model.addAttribute(
              "canManage", Authorization.allows(person.viewer(), Action.MANAGE_APIS, api.tenant()));
        })
        .then();
  }

  private Mono<String> back(ServerWebExchange exchange, String slug, ApiId api, String key) {
    return toasts.redirect(
        exchange, "/t/" + slug + "/apis/" + api + "#plans", Toast.done(texts.text(key)));
  }
}
