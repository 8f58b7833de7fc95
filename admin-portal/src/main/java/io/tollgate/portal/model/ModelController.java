package io.tollgate.portal.model;

import io.tollgate.domain.model.DeploymentId;
import io.tollgate.domain.model.Model.Capability;
import io.tollgate.domain.model.Model.Strategy;
import io.tollgate.domain.model.ModelId;
import io.tollgate.portal.problem.LeftOutDefinitions;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Choice;
import io.tollgate.portal.web.Choices;
import io.tollgate.portal.web.Crumb;
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

/** Models with their deployments and prices, for platform admins. */
@Controller
class ModelController {

  private final ModelOperations models;
  private final DeploymentOperations deployments;
  private final PriceOperations prices;
  private final ModelPages pages;
  private final Choices choices;
  private final LeftOutDefinitions leftOut;
  private final Toasts toasts;
  private final Texts texts;

  ModelController(
      ModelOperations models,
      DeploymentOperations deployments,
      PriceOperations prices,
      ModelPages pages,
      Choices choices,
      LeftOutDefinitions leftOut,
      Toasts toasts,
      Texts texts) {
    this.models = models;
    this.deployments = deployments;
    this.prices = prices;
    this.pages = pages;
    this.choices = choices;
    this.leftOut = leftOut;
    this.toasts = toasts;
    this.texts = texts;
  }

  @ModelAttribute("capabilities")
  List<Choice> capabilities() {
    return choices.of("capability.", Capability.values());
  }

  @ModelAttribute("strategies")
  List<Choice> strategies() {
    return choices.of("strategy.", Strategy.values());
  }

  @GetMapping("/admin/models")
  Mono<String> list(@AuthenticationPrincipal SignedIn person, Model model) {
    model.addAttribute("form", ModelForm.empty());
    return listPage(person, model);
  }

  @PostMapping("/admin/models")
  Mono<String> create(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @ModelAttribute("form") ModelForm form,
      BindingResult errors,
      Model model) {
    return Forms.submit(
        exchange.getResponse(),
        errors,
        models
            .create(person.viewer(), form.made())
            .flatMap(created -> back(exchange, created.id(), "model.created")),
        () -> listPage(person, model));
  }

  @GetMapping("/admin/models/{id}")
  Mono<String> show(
      @AuthenticationPrincipal SignedIn person, @PathVariable ModelId id, Model model) {
    model.addAttribute("deploymentForm", DeploymentForm.empty());
    model.addAttribute("priceForm", PriceForm.empty());
    return page(person, id, model);
  }

  @PostMapping("/admin/models/{id}")
  Mono<String> edit(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable ModelId id,
      @ModelAttribute("form") ModelForm form,
      BindingResult errors,
      Model model) {
    model.addAttribute("deploymentForm", DeploymentForm.empty());
    model.addAttribute("priceForm", PriceForm.empty());
    return Forms.submit(
        exchange.getResponse(),
        errors,
        models
            .edit(person.viewer(), id, form.details())
            .flatMap(saved -> back(exchange, id, "model.saved")),
        () -> page(person, id, model));
  }

  @PostMapping("/admin/models/{id}/disable")
  Mono<String> disable(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable ModelId id) {
    return models
        .disable(person.viewer(), id)
        .flatMap(saved -> back(exchange, id, "model.disabled.done"));
  }

  @PostMapping("/admin/models/{id}/enable")
  Mono<String> enable(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable ModelId id) {
    return models
        .enable(person.viewer(), id)
        .flatMap(saved -> back(exchange, id, "model.enabled.done"));
  }

  @PostMapping("/admin/models/{id}/deployments")
  Mono<String> deploy(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable ModelId id,
      @ModelAttribute("deploymentForm") DeploymentForm form,
      BindingResult errors,
      Model model) {
    model.addAttribute("priceForm", PriceForm.empty());
    return Forms.submit(
        exchange.getResponse(),
        errors,
        deployments
            .create(person.viewer(), id, form.details())
            .flatMap(saved -> back(exchange, id, "deployment.created")),
        () -> page(person, id, model));
  }

  @PostMapping("/admin/models/{id}/deployments/{deployment}/disable")
  Mono<String> disableDeployment(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable ModelId id,
      @PathVariable DeploymentId deployment) {
    return deployments
        .disable(person.viewer(), deployment)
        .flatMap(saved -> back(exchange, id, "deployment.disabled"));
  }

  @PostMapping("/admin/models/{id}/deployments/{deployment}/enable")
  Mono<String> enableDeployment(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable ModelId id,
      @PathVariable DeploymentId deployment) {
    return deployments
        .enable(person.viewer(), deployment)
        .flatMap(saved -> back(exchange, id, "deployment.enabled"));
  }

  @PostMapping("/admin/models/{id}/prices")
  Mono<String> price(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable ModelId id,
      @ModelAttribute("priceForm") PriceForm form,
      BindingResult errors,
      Model model) {
    model.addAttribute("deploymentForm", DeploymentForm.empty());
    return Forms.submit(
        exchange.getResponse(),
        errors,
        prices
            .add(person.viewer(), id, form.details())
            .flatMap(added -> back(exchange, id, "price.added")),
        () -> page(person, id, model));
  }

  private Mono<String> listPage(SignedIn person, Model model) {
    return Mono.zip(pages.list(person.viewer()), prices.unpriced(person.viewer()).collectList())
        .map(found -> {
          model.addAttribute("models", found.getT1());
          model.addAttribute("unpriced", found.getT2());
          return "model/models";
        });
  }

  private Mono<String> page(SignedIn person, ModelId id, Model model) {
    var viewer = person.viewer();
    // Who may not see the providers learns of no model here either.
    return pages
        .providers(viewer)
        .then(models.find(viewer, id))
        .flatMap(found ->
            Mono.zip(
                    pages.deployments(viewer, id),
                    pages.prices(viewer, id, person.user().timeZone()),
                    pages.providers(viewer))
                .map(parts -> {
                  if (!model.containsAttribute("form")) {
                    model.addAttribute("form", ModelForm.of(found));
                  }
                  model.addAttribute("model", found);
                  model.addAttribute("leftOut", leftOut.ofModel(id, person));
                  model.addAttribute("deployments", parts.getT1());
                  model.addAttribute("prices", parts.getT2());
                  model.addAttribute("providers", parts.getT3());
                  model.addAttribute("crumbs", crumbs());
                  return "model/model";
                }));
  }

  private List<Crumb> crumbs() {
    return List.of(new Crumb(texts.text("models.title"), "/admin/models"));
  }

  private Mono<String> back(ServerWebExchange exchange, ModelId id, String key) {
    return toasts.redirect(exchange, "/admin/models/" + id, Toast.done(texts.text(key)));
  }
}
