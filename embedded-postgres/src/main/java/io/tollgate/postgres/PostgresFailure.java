package io.tollgate.postgres;

import java.util.Objects;

/** PostgreSQL does not start or does not end. The message is one plain line for a person. */
public final class PostgresFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PostgresFailure(String message) {
    super(message);
  }

  PostgresFailure(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
