package io.tollgate.portal.subscription;

import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.subscription.SubscriptionId;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Crumb;
import io.tollgate.portal.web.Page;
import io.tollgate.portal.web.Step;
import io.tollgate.portal.web.Texts;
import io.tollgate.portal.web.Toast;
import io.tollgate.portal.web.Toasts;
import java.util.ArrayList;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The subscriptions of the person's tenant, and the life of one. */
@Controller
class SubscriptionController {

  private static final int PAGE_SIZE = 50;

  private final SubscriptionOperations subscriptions;
  private final SubscriptionViews views;
  private final Toasts toasts;
  private final Texts texts;

  SubscriptionController(
      SubscriptionOperations subscriptions, SubscriptionViews views, Toasts toasts, Texts texts) {
    this.subscriptions = subscriptions;
    this.views = views;
    this.toasts = toasts;
    this.texts = texts;
  }

  @GetMapping(SubscriptionSearch.PATH)
  Mono<String> list(
      @AuthenticationPrincipal SignedIn person,
      @ModelAttribute("search") SubscriptionSearch search,
      Model model) {
    return subscriptions
        .list(person.viewer(), person.tenant().id(), search.query(), search.cursor(), PAGE_SIZE + 1)
        .collectList()
        .map(read -> Page.of(read, PAGE_SIZE))
        .doOnNext(page -> fill(model, search, page, person))
        .thenReturn("subscription/subscriptions");
  }

  private void fill(
      Model model, SubscriptionSearch search, Page<SubscriptionOverview> page, SignedIn person) {
    model.addAttribute(
        "subscriptions", page.shown().stream().map(one -> views.line(one, person)).toList());
    model.addAttribute("pager", page.pager(search.cursor() == null, search::on));
    model.addAttribute("states", views.states());
    model.addAttribute("filtered", search.narrows());
  }

  @GetMapping("/subscriptions/{id}")
  Mono<String> subscription(
      @AuthenticationPrincipal SignedIn person, @PathVariable SubscriptionId id, Model model) {
    return subscriptions
        .find(person.viewer(), id)
        .zipWith(
            subscriptions
                .timeline(person.viewer(), id)
                .map(step -> views.step(step, person))
                .collectList())
        .doOnNext(found -> fill(model, found.getT1(), found.getT2(), person))
        .thenReturn("subscription/subscription");
  }

  @PostMapping("/subscriptions/{id}/close")
  Mono<String> close(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable SubscriptionId id) {
    return subscriptions
        .close(person.viewer(), id)
        .then(
            toasts.redirect(
                exchange, "/subscriptions/" + id, Toast.done(texts.text("subscription.ended"))));
  }

  private void fill(
      Model model, SubscriptionOverview overview, List<Step> happened, SignedIn person) {
    var subscription = overview.subscription();
    var status = subscription.status();
    var timeline = new ArrayList<>(happened);
    if (status == Subscription.Status.PENDING) {
      timeline.add(views.expected(overview));
    }
    boolean own =
        Authorization.allows(person.viewer(), Action.CLOSE_SUBSCRIPTION, subscription.tenant());
    model.addAttribute(
        "crumbs", List.of(new Crumb(texts.text("navigation.subscriptions"), "/subscriptions")));
    model.addAttribute("subscription", views.line(overview, person));
    model.addAttribute("timeline", timeline);
    model.addAttribute("ours", subscription.tenant().equals(person.tenant().id()));
    model.addAttribute("waiting", status == Subscription.Status.PENDING);
    model.addAttribute("usable", status == Subscription.Status.APPROVED && own);
    model.addAttribute("again", status == Subscription.Status.REJECTED && own);
    model.addAttribute("canClose", own && status.allows(Subscription.Status.CLOSED));
    model.addAttribute(
        "canDecide",
        status == Subscription.Status.PENDING
            && Authorization.allows(
                person.viewer(), Action.DECIDE_SUBSCRIPTION, subscription.ownerTenant()));
  }
}
