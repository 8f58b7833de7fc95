package io.tollgate.domain.application;

/** The tenant already has an application of this name. */
public final class NameTaken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public NameTaken() {
    super("the tenant has an application of this name");
  }
}
