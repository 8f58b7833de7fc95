package io.tollgate.domain.subscription;

/** The application already has a pending, approved or suspended subscription to the API. */
public final class AlreadySubscribed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public AlreadySubscribed() {
    super("the application has a subscription to this API");
  }
}
