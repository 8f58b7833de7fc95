package io.tollgate.domain.catalogue;

/** An API cannot go from one state of its life to the other. */
public final class IllegalTransition extends RuntimeException {

  private static final long serialVersionUID = 1L;

  IllegalTransition(Lifecycle from, Lifecycle to) {
    super("an API cannot go from " + from + " to " + to);
  }
}
