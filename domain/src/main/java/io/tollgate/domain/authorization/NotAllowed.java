package io.tollgate.domain.authorization;

/** The viewer may see the object but not do this to it. */
public final class NotAllowed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Action action;

  NotAllowed(Action action) {
    super("not allowed: " + action);
    this.action = action;
  }

  public Action action() {
    return action;
  }
}
