package io.tollgate.portal.subscription;

import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.subscription.IllegalSubscriptionTransition;
import io.tollgate.domain.subscription.SubscriptionId;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Forms;
import io.tollgate.portal.web.Texts;
import io.tollgate.portal.web.Toast;
import io.tollgate.portal.web.Toasts;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The inbox of those who decide. */
@Controller
class ApprovalController {

  private static final String INBOX = "/approvals";
  private static final String PAGE = "subscription/approvals";

  private final SubscriptionDecisions decisions;
  private final Projections projections;
  private final SubscriptionViews views;
  private final Toasts toasts;
  private final Texts texts;

  ApprovalController(
      SubscriptionDecisions decisions,
      Projections projections,
      SubscriptionViews views,
      Toasts toasts,
      Texts texts) {
    this.decisions = decisions;
    this.projections = projections;
    this.views = views;
    this.toasts = toasts;
    this.texts = texts;
  }

  @GetMapping(INBOX)
  Mono<String> inbox(@AuthenticationPrincipal SignedIn person, Model model) {
    model.addAttribute("form", new RejectForm(null));
    return page(person, null, model);
  }

  @PostMapping("/subscriptions/{id}/approve")
  Mono<String> approve(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable SubscriptionId id) {
    return decisions
        .approve(person.viewer(), id)
        .then(toasts.redirect(exchange, INBOX, Toast.done(texts.text("approvals.approved"))))
        .onErrorResume(
            IllegalSubscriptionTransition.class, decided -> overtaken(exchange, decided));
  }

  @PostMapping("/subscriptions/{id}/reject")
  Mono<String> reject(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable SubscriptionId id,
      @ModelAttribute("form") RejectForm form,
      BindingResult errors,
      Model model) {
    return Forms.submit(
        exchange.getResponse(),
        errors,
        decisions
            .reject(person.viewer(), id, form.reason())
            .then(toasts.redirect(exchange, INBOX, Toast.done(texts.text("approvals.rejected"))))
            .onErrorResume(
                IllegalSubscriptionTransition.class, decided -> overtaken(exchange, decided)),
        () -> page(person, id, model));
  }

  /** Somebody else decided while this person looked at the inbox: says so, and how it ended. */
  private Mono<String> overtaken(
      ServerWebExchange exchange, IllegalSubscriptionTransition decided) {
    var now = views.status(decided.from()).label();
    return toasts.redirect(exchange, INBOX, Toast.failed(texts.text("approvals.overtaken", now)));
  }

  /** The inbox; the request that somebody tried to reject is open. */
  private Mono<String> page(SignedIn person, @Nullable SubscriptionId open, Model model) {
    if (open != null) {
      model.addAttribute("open", open.toString());
    }
    return projections
        .of(inbox(person.viewer()))
        .collectList()
        .doOnNext(found -> {
          model.addAttribute(
              "requests", found.stream().map(one -> views.line(one.overview(), person)).toList());
          model.addAttribute(
              "projected",
              found.stream()
                  .collect(
                      Collectors.toMap(
                          one -> one.overview().subscription().id().toString(),
                          one -> views.projected(one.projection()))));
        })
        .thenReturn(PAGE);
  }

  /** Everything for a platform admin; otherwise what the person's tenants have to decide. */
  private Flux<SubscriptionOverview> inbox(Viewer viewer) {
    if (viewer.platformAdmin()) {
      return decisions.inbox(viewer);
    }
    var deciding =
        viewer.roles().keySet().stream()
            .filter(tenant -> Authorization.allows(viewer, Action.DECIDE_SUBSCRIPTION, tenant))
            .toList();
    return Flux.fromIterable(deciding)
        .flatMap(tenant -> decisions.inbox(viewer, tenant))
        .sort(Comparator.comparing(overview -> overview.subscription().requestedAt()));
  }
}
