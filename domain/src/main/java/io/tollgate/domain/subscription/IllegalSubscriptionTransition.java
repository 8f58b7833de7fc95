package io.tollgate.domain.subscription;

/** A subscription cannot go from one state to the other. */
public final class IllegalSubscriptionTransition extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Subscription.Status from;

  IllegalSubscriptionTransition(Subscription.Status from, Subscription.Status to) {
    super("a subscription cannot go from " + from + " to " + to);
    this.from = from;
  }

  /** Where it stands. */
  public Subscription.Status from() {
    return from;
  }
}
