package io.tollgate.portal.subscription;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.subscription.SubscriptionId;
import io.tollgate.portal.application.ApplicationOperations;
import io.tollgate.portal.application.ApplicationQuery;
import io.tollgate.portal.catalogue.ApiPage;
import io.tollgate.portal.catalogue.CatalogueOperations;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Crumb;
import io.tollgate.portal.web.Forms;
import io.tollgate.portal.web.Texts;
import io.tollgate.portal.web.Toast;
import io.tollgate.portal.web.Toasts;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Asking for access to an API. */
@Controller
class RequestController {

  private static final String PAGE = "subscription/request";

  private final CatalogueOperations catalogue;
  private final ApplicationOperations applications;
  private final SubscriptionOperations subscriptions;
  private final RequestSubscription requests;
  private final Toasts toasts;
  private final Texts texts;

  RequestController(
      CatalogueOperations catalogue,
      ApplicationOperations applications,
      SubscriptionOperations subscriptions,
      RequestSubscription requests,
      Toasts toasts,
      Texts texts) {
    this.catalogue = catalogue;
    this.applications = applications;
    this.subscriptions = subscriptions;
    this.requests = requests;
    this.toasts = toasts;
    this.texts = texts;
  }

  /**
   * The form.
   *
   * @param again a subscription that was rejected or closed, whose words are taken up
   */
  @GetMapping("/apis/{slug}/subscribe")
  Mono<String> form(
      @AuthenticationPrincipal SignedIn person,
      @PathVariable String slug,
      @RequestParam(required = false) @Nullable String plan,
      @RequestParam(required = false) @Nullable SubscriptionId again,
      Model model) {
    return catalogue
        .find(person.viewer(), slug)
        .doOnNext(page ->
            Authorization.require(
                person.viewer(), Action.REQUEST_SUBSCRIPTION, person.tenant().id()))
        .flatMap(page ->
            firstValues(person, page, plan, again)
                .doOnNext(form -> model.addAttribute("form", form))
                .then(page(person, page, model)));
  }

  @PostMapping("/apis/{slug}/subscribe")
  Mono<String> request(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable String slug,
      @ModelAttribute("form") RequestForm form,
      BindingResult errors,
      Model model) {
    return catalogue
        .find(person.viewer(), slug)
        .flatMap(page ->
            Forms.submit(
                exchange.getResponse(),
                errors,
                request(person, page, form).flatMap(made -> answer(exchange, made)),
                () -> page(person, page, model)));
  }

  private Mono<Subscription> request(SignedIn person, ApiPage page, RequestForm form) {
    return Mono.defer(() ->
        requests.request(
            person.viewer(), form.request(page.entry().plans(), person.tenant().id())));
  }

  private Mono<String> answer(ServerWebExchange exchange, Subscription made) {
    // What was granted at once leads on to the key; what waits, to where it stands.
    return made.status() == Subscription.Status.APPROVED
        ? toasts.redirect(
            exchange, "/apps/" + made.application(), Toast.done(texts.text("ask.granted")))
        : toasts.redirect(
            exchange, "/subscriptions/" + made.id(), Toast.done(texts.text("ask.sent")));
  }

  private Mono<RequestForm> firstValues(
      SignedIn person, ApiPage page, @Nullable String plan, @Nullable SubscriptionId again) {
    var chosen = plan == null ? suggested(page.entry().plans()) : plan;
    if (again != null) {
      return subscriptions
          .find(person.viewer(), again)
          .map(before ->
              new RequestForm(
                  plan == null ? before.plan().slug() : plan,
                  before.application().id().toString(),
                  "",
                  before.subscription().purpose()));
    }
    return applications
        .list(person.viewer(), person.tenant().id(), ApplicationQuery.ACTIVE, null, 1)
        .next()
        .map(application -> application.id().toString())
        .defaultIfEmpty(RequestForm.NEW)
        .map(application ->
            new RequestForm(chosen, application, texts.text("ask.name.first"), null));
  }

  /** The plan to begin with: one that nobody has to approve comes first. */
  private static @Nullable String suggested(List<Plan> plans) {
    return plans.stream()
        .min(Comparator.comparing(plan -> plan.approval() != Plan.Approval.AUTOMATIC))
        .map(Plan::slug)
        .orElse(null);
  }

  private Mono<String> page(SignedIn person, ApiPage page, Model model) {
    var api = page.entry().api();
    model.addAttribute(
        "crumbs",
        List.of(
            new Crumb(texts.text("navigation.catalogue"), "/apis"),
            new Crumb(api.name(), "/apis/" + api.slug())));
    model.addAttribute("api", api);
    model.addAttribute("plans", page.entry().plans());
    model.addAttribute("publisher", page.entry().publisher());
    return Mono.defer(() ->
            applications
                .offered(
                    person.viewer(), person.tenant().id(), ApplicationQuery.ACTIVE, chosen(model))
                .collectList())
        .doOnNext(applications -> model.addAttribute("applications", applications))
        .thenReturn(PAGE);
  }

  /** The application that the form in the model names, if it names one. */
  private static @Nullable ApplicationId chosen(Model model) {
    return model.getAttribute("form") instanceof RequestForm form ? form.existing() : null;
  }
}
