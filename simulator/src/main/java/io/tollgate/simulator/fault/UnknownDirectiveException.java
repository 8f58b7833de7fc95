package io.tollgate.simulator.fault;

/** A directive that the simulator does not know, or whose value it does not understand. */
public final class UnknownDirectiveException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownDirectiveException(String text) {
    super("simulator: unknown directive '" + text + "'");
  }
}
