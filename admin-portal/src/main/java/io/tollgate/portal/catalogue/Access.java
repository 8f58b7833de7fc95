package io.tollgate.portal.catalogue;

import io.tollgate.domain.subscription.Subscription;
import java.util.Collection;

/** How far a person's tenants have come with an API, best first. */
public enum Access {
  GRANTED,
  PENDING,
  SUSPENDED,
  /** Not asked for, or no longer. */
  NONE;

  static Access of(Collection<Subscription> subscriptions) {
    return subscriptions.stream().map(Access::of).min(Access::compareTo).orElse(NONE);
  }

  private static Access of(Subscription subscription) {
    return switch (subscription.status()) {
      case APPROVED -> GRANTED;
      case PENDING -> PENDING;
      case SUSPENDED -> SUSPENDED;
      case REJECTED, CLOSED -> NONE;
    };
  }
}
