package io.tollgate.portal.openapi;

import org.jspecify.annotations.Nullable;

/** A text that is no OpenAPI document. */
public final class UnreadableDocument extends Exception {

  private static final long serialVersionUID = 1L;

  private final @Nullable Integer line;

  UnreadableDocument(@Nullable Integer line, String reason) {
    super(reason);
    this.line = line;
  }

  /** Where reading stopped, from 1; null when the text is well formed but no document. */
  public @Nullable Integer line() {
    return line;
  }
}
