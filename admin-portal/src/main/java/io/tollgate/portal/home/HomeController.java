package io.tollgate.portal.home;

import io.tollgate.domain.subscription.Subscription.Status;
import io.tollgate.portal.credential.CredentialOperations;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.subscription.SubscriptionOperations;
import io.tollgate.portal.subscription.SubscriptionQuery;
import io.tollgate.portal.subscription.SubscriptionViews;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import reactor.core.publisher.Mono;

/** The start page: for somebody who is not signed in, the public catalogue. */
@Controller
class HomeController {

  private static final int SHOWN = 5;

  private static final SubscriptionQuery NOT_CLOSED =
      SubscriptionQuery.in(Status.PENDING, Status.APPROVED, Status.REJECTED, Status.SUSPENDED);

  private final FirstSteps steps;
  private final RecentUsage usage;
  private final KeyHealth health;
  private final RecentErrors errors;
  private final CredentialOperations credentials;
  private final SubscriptionOperations subscriptions;
  private final SubscriptionViews views;

  HomeController(
      FirstSteps steps,
      RecentUsage usage,
      KeyHealth health,
      RecentErrors errors,
      CredentialOperations credentials,
      SubscriptionOperations subscriptions,
      SubscriptionViews views) {
    this.steps = steps;
    this.usage = usage;
    this.health = health;
    this.errors = errors;
    this.credentials = credentials;
    this.subscriptions = subscriptions;
    this.views = views;
  }

  @GetMapping("/")
  Mono<String> home(@AuthenticationPrincipal @Nullable SignedIn person, Model model) {
    if (person == null) {
      return Mono.just("redirect:/apis");
    }
    if (person.current() == null) {
      return Mono.just("home/home");
    }
    var tenant = person.tenant().id();
    return credentials
        .totals(person.viewer(), tenant)
        .flatMap(keys ->
            Mono.zip(
                steps.of(person, keys),
                usage.of(person),
                health.of(person),
                errors.of(person),
                recent(person)))
        .map(found -> {
          model.addAttribute("steps", found.getT1());
          model.addAttribute("figures", found.getT2());
          model.addAttribute("keys", found.getT3());
          model.addAttribute("errors", found.getT4());
          model.addAttribute("subscriptions", found.getT5());
          return "home/home";
        });
  }

  private Mono<List<SubscriptionViews.Line>> recent(SignedIn person) {
    return subscriptions
        .list(person.viewer(), person.tenant().id(), NOT_CLOSED, null, SHOWN)
        .map(overview -> views.line(overview, person))
        .collectList();
  }
}
