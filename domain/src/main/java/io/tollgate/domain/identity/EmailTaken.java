package io.tollgate.domain.identity;

/** Somebody else already has this e-mail address. */
public final class EmailTaken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public EmailTaken() {
    super("the e-mail address is in use");
  }
}
