package io.tollgate.domain.identity;

/** The last active platform admin cannot be disabled: nobody could look after the platform. */
public final class LastPlatformAdmin extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LastPlatformAdmin() {
    super("a platform needs at least one active platform admin");
  }
}
