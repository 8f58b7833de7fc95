package io.tollgate.portal.catalogue;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Lifecycle;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.subscription.Subscription.Status;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one thing that a person would do next with an API. */
public sealed interface NextAction {

  /** Nobody is signed in. */
  record SignIn() implements NextAction {}

  record RequestAccess(List<Plan> plans) implements NextAction {}

  /** The person's role in their tenant lets them look only; others there may ask. */
  record LeaveToColleagues() implements NextAction {}

  record AwaitDecision(Subscription subscription) implements NextAction {}

  record UseKey(Subscription subscription) implements NextAction {}

  /** The grant is suspended; its reason says why. */
  record AskPublisher(Subscription subscription) implements NextAction {}

  /** It takes no new subscriptions; the successor, when there is one, does. */
  record MoveOn(@Nullable Api successor) implements NextAction {}

  /** It is a draft of the person's own. */
  record Publish() implements NextAction {}

  /** It has no plan that takes subscriptions. */
  record NothingOnOffer() implements NextAction {}

  /** Finds it; what is granted comes before what could be asked for. */
  static NextAction of(CatalogueEntry entry, @Nullable Api successor, boolean signedIn) {
    var granted = first(entry, Status.APPROVED);
    if (granted.isPresent() && entry.api().isServed()) {
      return new UseKey(granted.get());
    }
    return switch (entry.api().lifecycle()) {
      case DRAFT -> new Publish();
      case RETIRED -> new MoveOn(successor);
      case PUBLISHED, DEPRECATED ->
          first(entry, Status.PENDING)
              .<NextAction>map(AwaitDecision::new)
              .or(() -> first(entry, Status.SUSPENDED).map(AskPublisher::new))
              .orElseGet(() -> toBegin(entry, successor, signedIn));
    };
  }

  private static NextAction toBegin(
      CatalogueEntry entry, @Nullable Api successor, boolean signedIn) {
    if (entry.api().lifecycle() == Lifecycle.DEPRECATED) {
      return new MoveOn(successor);
    }
    if (entry.plans().isEmpty()) {
      return new NothingOnOffer();
    }
    return signedIn ? new RequestAccess(entry.plans()) : new SignIn();
  }

  private static Optional<Subscription> first(CatalogueEntry entry, Status status) {
    return entry.subscriptions().stream()
        .filter(subscription -> subscription.status() == status)
        .findFirst();
  }
}
