package io.tollgate.standalone;

/** Tollgate cannot start, for a reason that a person can mend. The message is one plain line. */
final class StartFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StartFailure(String message) {
    super(message);
  }

  StartFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
