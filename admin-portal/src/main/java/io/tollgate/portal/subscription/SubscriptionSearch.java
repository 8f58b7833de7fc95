package io.tollgate.portal.subscription;

import io.tollgate.domain.subscription.Subscription.Status;
import io.tollgate.domain.subscription.SubscriptionId;
import io.tollgate.portal.web.ListAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of a tenant's subscriptions its page shows, as it stands in the URL. What cannot be read
 * narrows nothing.
 *
 * @param q a part of the API's or the application's name
 * @param status the state in lower case; any if left out
 * @param after the subscription that the page before ended with
 */
record SubscriptionSearch(@Nullable String q, @Nullable String status, @Nullable String after) {

  static final String PATH = "/subscriptions";

  SubscriptionQuery query() {
    var state = state();
    return new SubscriptionQuery(q, state == null ? Set.of() : Set.of(state), null);
  }

  @Nullable SubscriptionId cursor() {
    return cursor(after);
  }

  /** The subscription that a page begins behind, if that is one. */
  static @Nullable SubscriptionId cursor(@Nullable String after) {
    try {
      return after == null ? null : SubscriptionId.of(after);
    } catch (IllegalArgumentException noId) {
      return null;
    }
  }

  boolean narrows() {
    return (q != null && !q.isBlank()) || state() != null;
  }

  @Nullable Status state() {
    return Arrays.stream(Status.values())
        .filter(one -> one.name().equalsIgnoreCase(status))
        .findFirst()
        .orElse(null);
  }

  /** The same search, behind a subscription when given. */
  String on(@Nullable SubscriptionOverview last) {
    var state = state();
    return ListAddress.of(PATH)
        .with("q", q)
        .with("status", state == null ? null : state.name().toLowerCase(Locale.ROOT))
        .with("after", last == null ? null : last.subscription().id())
        .toString();
  }
}
