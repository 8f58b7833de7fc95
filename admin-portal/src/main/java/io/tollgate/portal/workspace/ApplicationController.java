package io.tollgate.portal.workspace;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.CredentialCount;
import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.subscription.SubscriptionCount;
import io.tollgate.portal.application.ApplicationOperations;
import io.tollgate.portal.credential.CredentialOperations;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.subscription.SubscriptionOperations;
import io.tollgate.portal.web.Forms;
import io.tollgate.portal.web.Page;
import io.tollgate.portal.web.Texts;
import io.tollgate.portal.web.Toast;
import io.tollgate.portal.web.Toasts;
import java.util.List;
import java.util.Map;
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

/** The applications of the person's tenant. */
@Controller
class ApplicationController {

  private static final int PAGE_SIZE = 50;

  private final ApplicationOperations applications;
  private final CredentialOperations credentials;
  private final SubscriptionOperations subscriptions;
  private final ApplicationPage page;
  private final Toasts toasts;
  private final Texts texts;

  ApplicationController(
      ApplicationOperations applications,
      CredentialOperations credentials,
      SubscriptionOperations subscriptions,
      ApplicationPage page,
      Toasts toasts,
      Texts texts) {
    this.applications = applications;
    this.credentials = credentials;
    this.subscriptions = subscriptions;
    this.page = page;
    this.toasts = toasts;
    this.texts = texts;
  }

  /** A line of the list. */
  record Line(String id, String name, String description, long keys, long subscriptions) {}

  @GetMapping(ApplicationSearch.PATH)
  Mono<String> list(
      @AuthenticationPrincipal SignedIn person,
      @ModelAttribute("search") ApplicationSearch search,
      Model model) {
    model.addAttribute("form", new ApplicationForm(null, null));
    return listPage(person, search, model);
  }

  @PostMapping(ApplicationSearch.PATH)
  Mono<String> create(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @ModelAttribute("form") ApplicationForm form,
      BindingResult errors,
      Model model) {
    return Forms.submit(
        exchange.getResponse(),
        errors,
        applications
            .create(person.viewer(), person.tenant().id(), form.details())
            .map(created -> "redirect:/apps/" + created.id()),
        () -> listPage(person, ApplicationSearch.FIRST, model));
  }

  @GetMapping("/apps/{id}")
  Mono<String> application(
      @AuthenticationPrincipal SignedIn person,
      @PathVariable ApplicationId id,
      @ModelAttribute("search") KeySearch search,
      Model model) {
    return page.show(person, id, search, model);
  }

  @PostMapping("/apps/{id}/disable")
  Mono<String> disable(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable ApplicationId id) {
    return applications
        .disable(person.viewer(), id)
        .then(back(exchange, id, "application.disabled.done"));
  }

  @PostMapping("/apps/{id}/enable")
  Mono<String> enable(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable ApplicationId id) {
    return applications
        .enable(person.viewer(), id)
        .then(back(exchange, id, "application.enabled.done"));
  }

  private Mono<String> back(ServerWebExchange exchange, ApplicationId id, String key) {
    return toasts.redirect(exchange, "/apps/" + id, Toast.done(texts.text(key)));
  }

  private Mono<String> listPage(SignedIn person, ApplicationSearch search, Model model) {
    var tenant = person.tenant().id();
    model.addAttribute("search", search);
    model.addAttribute("filtered", search.narrows());
    model.addAttribute(
        "canManage", Authorization.allows(person.viewer(), Action.MANAGE_APPLICATIONS, tenant));
    return applications
        .list(person.viewer(), tenant, search.query(), search.cursor(), PAGE_SIZE + 1)
        .collectList()
        .map(read -> Page.of(read, PAGE_SIZE))
        .doOnNext(
            page -> model.addAttribute("pager", page.pager(search.cursor() == null, search::on)))
        .flatMap(page -> lines(person, page.shown()))
        .doOnNext(lines -> model.addAttribute("applications", lines))
        .thenReturn("application/applications");
  }

  private Mono<List<Line>> lines(SignedIn person, List<Application> owned) {
    var viewer = person.viewer();
    var tenant = person.tenant().id();
    return credentials
        .counts(viewer, tenant, owned)
        .zipWith(
            subscriptions.counts(viewer, tenant, owned),
            (keys, subscribed) ->
                owned.stream().map(application -> line(application, keys, subscribed)).toList());
  }

  private static Line line(
      Application application,
      Map<ApplicationId, CredentialCount> keys,
      Map<ApplicationId, SubscriptionCount> subscribed) {
    var id = application.id();
    return new Line(
        id.toString(),
        application.name(),
        application.description(),
        keys.getOrDefault(id, CredentialCount.none(id)).valid(),
        subscribed.getOrDefault(id, new SubscriptionCount(id, 0)).all());
  }
}
