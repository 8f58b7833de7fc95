package io.tollgate.portal.subscription;

import io.tollgate.domain.subscription.IllegalSubscriptionTransition;
import io.tollgate.domain.subscription.SubscriptionId;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Forms;
import io.tollgate.portal.web.Page;
import io.tollgate.portal.web.Texts;
import io.tollgate.portal.web.Toast;
import io.tollgate.portal.web.Toasts;
import java.util.List;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The inbox of those who decide. */
@Controller
class ApprovalController {

  private static final String INBOX = "/approvals";
  private static final String PAGE = "subscription/approvals";
  private static final int PAGE_SIZE = 25;

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
  Mono<String> inbox(
      @AuthenticationPrincipal SignedIn person,
      @RequestParam(required = false) @Nullable String after,
      Model model) {
    model.addAttribute("form", new RejectForm(null));
    return page(person, after, null, model);
  }

  @PostMapping("/subscriptions/{id}/approve")
  Mono<String> approve(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable SubscriptionId id,
      @RequestParam(required = false) @Nullable String after) {
    return decisions
        .approve(person.viewer(), id)
        .then(toasts.redirect(exchange, on(after), Toast.done(texts.text("approvals.approved"))))
        .onErrorResume(
            IllegalSubscriptionTransition.class, decided -> overtaken(exchange, after, decided));
  }

  @PostMapping("/subscriptions/{id}/reject")
  Mono<String> reject(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable SubscriptionId id,
      @RequestParam(required = false) @Nullable String after,
      @ModelAttribute("form") RejectForm form,
      BindingResult errors,
      Model model) {
    return Forms.submit(
        exchange.getResponse(),
        errors,
        decisions
            .reject(person.viewer(), id, form.reason())
            .then(
                toasts.redirect(exchange, on(after), Toast.done(texts.text("approvals.rejected"))))
            .onErrorResume(
                IllegalSubscriptionTransition.class,
                decided -> overtaken(exchange, after, decided)),
        () -> page(person, after, id, model));
  }

  /** Somebody else decided while this person looked at the inbox: says so, and how it ended. */
  private Mono<String> overtaken(
      ServerWebExchange exchange, @Nullable String after, IllegalSubscriptionTransition decided) {
    var now = views.status(decided.from()).label();
    return toasts.redirect(
        exchange, on(after), Toast.failed(texts.text("approvals.overtaken", now)));
  }

  /** The page of the inbox on which somebody was. */
  private static String on(@Nullable String after) {
    var last = SubscriptionSearch.cursor(after);
    return last == null ? INBOX : INBOX + "?after=" + last;
  }

  /** A page of the inbox; the request that somebody tried to reject is open. */
  private Mono<String> page(
      SignedIn person, @Nullable String after, @Nullable SubscriptionId open, Model model) {
    if (open != null) {
      model.addAttribute("open", open.toString());
    }
    var last = SubscriptionSearch.cursor(after);
    return decisions
        .inboxOf(person.viewer(), last, PAGE_SIZE + 1)
        .collectList()
        .map(read -> Page.of(read, PAGE_SIZE))
        .flatMap(page ->
            projections
                .of(Flux.fromIterable(page.shown()))
                .collectList()
                .doOnNext(found -> fill(model, page, last, found, person)))
        .thenReturn(PAGE);
  }

  private void fill(
      Model model,
      Page<SubscriptionOverview> page,
      @Nullable SubscriptionId last,
      List<Projections.Projected> found,
      SignedIn person) {
    model.addAttribute(
        "requests", page.shown().stream().map(one -> views.line(one, person)).toList());
    model.addAttribute(
        "projected",
        found.stream()
            .collect(
                Collectors.toMap(
                    one -> one.overview().subscription().id().toString(),
                    one -> views.projected(one.projection()))));
    model.addAttribute("after", last);
    model.addAttribute("pager", page.pager(last == null, ApprovalController::behind));
  }

  private static String behind(@Nullable SubscriptionOverview request) {
    return on(request == null ? null : request.subscription().id().toString());
  }
}
