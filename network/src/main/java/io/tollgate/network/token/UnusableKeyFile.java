package io.tollgate.network.token;

import org.jspecify.annotations.Nullable;

/** A key file that no token can be got with. It says which field is wrong, and shows none. */
public final class UnusableKeyFile extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final @Nullable String field;

  UnusableKeyFile(@Nullable String field, String fault) {
    super("The service account's key file: " + (field == null ? "it" : field) + " " + fault);
    this.field = field;
  }

  /** The file's field at fault; null when it is the file as a whole. */
  public @Nullable String field() {
    return field;
  }
}
