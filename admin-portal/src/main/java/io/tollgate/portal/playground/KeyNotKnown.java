package io.tollgate.portal.playground;

/** The gateway does not know the key: not yet, or not any more. */
public final class KeyNotKnown extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public KeyNotKnown() {
    super("the gateway does not know the key", null, false, false);
  }
}
