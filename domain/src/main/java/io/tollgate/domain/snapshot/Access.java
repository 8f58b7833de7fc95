package io.tollgate.domain.snapshot;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.subscription.Subscription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a caller may use what it asks for. */
public sealed interface Access {

  /** Yes, on these terms. */
  record Granted(Grant grant) implements Access {}

  /**
   * The caller may see this API and has no approved subscription to it.
   *
   * @param status how far its subscription is, or null without one
   */
  record NotSubscribed(Api api, Subscription.@Nullable Status status) implements Access {}

  /** Subscribed, but to a plan that leaves the model out. */
  record NotInPlan(Grant grant) implements Access {}

  /** Several subscriptions offer the model; the request must name one by its path. */
  record Ambiguous(List<Api> apis) implements Access {

    public Ambiguous {
      apis = List.copyOf(apis);
    }
  }

  /** It does not exist, as far as this caller may know. */
  record Unknown() implements Access {}
}
