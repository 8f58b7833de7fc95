package io.tollgate.domain.ledger;

/**
 * The ledger is there and will never take these entries as they are: writing them again is of no
 * use, writing the others may be.
 */
public final class EntriesRefused extends RuntimeException {

  public EntriesRefused(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
