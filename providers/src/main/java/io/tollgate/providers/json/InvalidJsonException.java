package io.tollgate.providers.json;

import org.jspecify.annotations.Nullable;

/** A document that cannot be accepted: not JSON, too deep, or readable in two ways. */
public final class InvalidJsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String field;
  private final transient @Nullable JsonPosition position;

  InvalidJsonException(String message, @Nullable String field, @Nullable JsonPosition position) {
    // No stack trace: this is an answer to a client, not a fault of ours, and must stay cheap.
    super(message, null, false, false);
    this.field = field;
    this.position = position;
  }

  public @Nullable String field() {
    return field;
  }

  public @Nullable JsonPosition position() {
    return position;
  }
}
