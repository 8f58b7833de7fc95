package io.tollgate.portal.security;

/** A form came without the token of this session: it was sent from elsewhere, or too late. */
public final class FormExpired extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FormExpired() {
    super("the form does not belong to this session");
  }
}
