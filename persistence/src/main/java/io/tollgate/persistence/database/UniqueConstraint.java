package io.tollgate.persistence.database;

import io.r2dbc.postgresql.api.PostgresqlException;
import org.springframework.dao.DuplicateKeyException;

/** Names the constraint that a write ran into, so that it can be told in the domain's words. */
public final class UniqueConstraint {

  private UniqueConstraint() {}

  /** The constraint's name, or an empty text when the server did not tell. */
  public static String violatedBy(DuplicateKeyException failure) {
    return failure.getCause() instanceof PostgresqlException cause
        ? cause.getErrorDetails().getConstraintName().orElse("")
        : "";
  }
}
