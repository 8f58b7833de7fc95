package io.tollgate.portal.operation;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.CannotCreateTransactionException;

/** The database cannot be reached: nothing was done, and it is worth asking again. */
public final class DatabaseOutage {

  /** When to ask again. */
  public static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  private DatabaseOutage() {}

  /** Whether a failure is one, or came of one. */
  public static boolean isBehind(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof DataAccessResourceFailureException
          || cause instanceof TransientDataAccessResourceException
          || cause instanceof CannotCreateTransactionException
          || cause instanceof R2dbcNonTransientResourceException
          || cause instanceof R2dbcTransientResourceException) {
        return true;
      }
    }
    return false;
  }
}
