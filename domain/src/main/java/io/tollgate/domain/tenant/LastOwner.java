package io.tollgate.domain.tenant;

/** The last owner of a tenant cannot leave it or be given a lesser role. */
public final class LastOwner extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LastOwner() {
    super("a tenant needs at least one owner");
  }
}
