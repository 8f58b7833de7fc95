package io.tollgate.portal.workspace;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.CredentialId;
import io.tollgate.domain.model.Models;
import io.tollgate.domain.subscription.Subscription.Status;
import io.tollgate.portal.credential.CredentialOperations;
import io.tollgate.portal.credential.IssuedKey;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.snippet.Call;
import io.tollgate.portal.snippet.Calls;
import io.tollgate.portal.snippet.Language;
import io.tollgate.portal.snippet.Snippets;
import io.tollgate.portal.subscription.SubscriptionOperations;
import io.tollgate.portal.subscription.SubscriptionOverview;
import io.tollgate.portal.subscription.SubscriptionQuery;
import io.tollgate.portal.web.Forms;
import io.tollgate.portal.web.Texts;
import io.tollgate.portal.web.Toast;
import io.tollgate.portal.web.Toasts;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Creating, replacing and revoking keys. */
@Controller
class KeyController {

  /** So many of what is granted are looked at for one that can be called in a line. */
  private static final int LOOKED_AT = 50;

  private final CredentialOperations credentials;
  private final SubscriptionOperations subscriptions;
  private final ApplicationPage applicationPage;
  private final Models models;
  private final Calls calls;
  private final Toasts toasts;
  private final Texts texts;
  private final Clock clock;

  KeyController(
      CredentialOperations credentials,
      SubscriptionOperations subscriptions,
      ApplicationPage applicationPage,
      Models models,
      Calls calls,
      Toasts toasts,
      Texts texts,
      Clock clock) {
    this.credentials = credentials;
    this.subscriptions = subscriptions;
    this.applicationPage = applicationPage;
    this.models = models;
    this.calls = calls;
    this.toasts = toasts;
    this.texts = texts;
    this.clock = clock;
  }

  /**
   * Creates a key and answers with the one page that shows it: no redirect, so that the key is
   * never stored to be shown later. Loading the page again sends the form again, which the browser
   * asks about.
   */
  @PostMapping("/apps/{id}/keys")
  Mono<String> create(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable ApplicationId id,
      @ModelAttribute("form") KeyForm form,
      BindingResult errors,
      Model model) {
    exchange.getResponse().getHeaders().setCacheControl("no-store");
    return Forms.submit(
        exchange.getResponse(),
        errors,
        Mono.defer(() -> credentials.issue(person.viewer(), id, form.details(clock.instant())))
            .flatMap(issued -> issuedPage(exchange, person, issued, model)),
        () -> applicationPage.show(person, id, KeySearch.FIRST, model));
  }

  /** Shows the new key once; the old one goes on serving for the chosen hours. */
  @PostMapping("/keys/{id}/rotate")
  Mono<String> rotate(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable CredentialId id,
      @RequestParam(defaultValue = "24") int hours,
      Model model) {
    exchange.getResponse().getHeaders().setCacheControl("no-store");
    return credentials
        .rotate(person.viewer(), id, Duration.ofHours(hours))
        .flatMap(issued -> issuedPage(exchange, person, issued, model));
  }

  @PostMapping("/keys/{id}/revoke")
  Mono<String> revoke(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable CredentialId id) {
    return credentials
        .revoke(person.viewer(), id)
        .flatMap(revoked ->
            toasts.redirect(
                exchange,
                "/apps/" + revoked.application(),
                Toast.done(texts.text("key.revoked.done", revoked.prefix()))));
  }

  private Mono<String> issuedPage(
      ServerWebExchange exchange, SignedIn person, IssuedKey issued, Model model) {
    var application = issued.credential().application();
    var language = Language.of(exchange.getRequest());
    model.addAttribute("key", issued.key().reveal());
    model.addAttribute("credential", issued.credential());
    return subscriptions
        .list(person.viewer(), application, SubscriptionQuery.in(Status.APPROVED), null, LOOKED_AT)
        .concatMap(overview -> firstCall(overview, issued))
        .flatMap(Mono::justOrEmpty)
        .next()
        .doOnNext(call -> model.addAttribute("snippets", Snippets.of(call, language)))
        .then(applicationPage.beneath(person, application))
        .doOnNext(crumbs -> model.addAttribute("crumbs", crumbs))
        .thenReturn("credential/issued");
  }

  private Mono<Optional<Call>> firstCall(SubscriptionOverview overview, IssuedKey issued) {
    return models
        .all()
        .filter(model -> overview.api().models().contains(model.id()))
        .filter(model -> overview.plan().offers(model.id()))
        .map(model -> model.name())
        .collectList()
        .map(names ->
            Optional.ofNullable(calls.first(overview.api(), names, issued.key().reveal())));
  }
}
