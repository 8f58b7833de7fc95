package io.tollgate.domain.configuration;

import java.util.SortedSet;

/** The database lacks migrations that this build of Tollgate needs. The message says what to do. */
public final class SchemaBehind extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SchemaBehind(SortedSet<Integer> missing) {
    super(
        "The database's schema is older than this Tollgate: migrations "
            + missing
            + " are missing. Apply them with the migrations of this version");
  }
}
