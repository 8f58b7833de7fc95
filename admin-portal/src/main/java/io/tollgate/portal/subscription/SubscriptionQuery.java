package io.tollgate.portal.subscription;

import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.subscription.Subscription.Status;
import io.tollgate.domain.subscription.SubscriptionFilter;
import io.tollgate.domain.subscription.SubscriptionScope;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which subscriptions people ask for.
 *
 * @param text a part of the API's or the application's name; null or blank for any
 * @param statuses none of them means any
 * @param api null for any
 */
public record SubscriptionQuery(@Nullable String text, Set<Status> statuses, @Nullable ApiId api) {

  public static final SubscriptionQuery ALL = new SubscriptionQuery(null, Set.of(), null);

  public SubscriptionQuery {
    statuses = Set.copyOf(statuses);
  }

  public static SubscriptionQuery in(Status... statuses) {
    return new SubscriptionQuery(null, Set.of(statuses), null);
  }

  public SubscriptionQuery to(ApiId wanted) {
    return new SubscriptionQuery(text, statuses, wanted);
  }

  SubscriptionFilter within(SubscriptionScope scope) {
    var part = text == null || text.isBlank() ? null : text.strip();
    return new SubscriptionFilter(scope, part, statuses, null, api, null);
  }
}
