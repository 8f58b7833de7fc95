package io.tollgate.providers.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

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

  static InvalidJsonException of(JacksonException fault, @Nullable JsonPosition position) {
    String message = "The body is not valid JSON: " + forClients(fault.getOriginalMessage());
    return new InvalidJsonException(message, null, position);
  }

  /** Without the parser's remarks on where it read from, which is no client's business. */
  private static String forClients(String message) {
    int source = message.indexOf("[Source:");
    int remark = source < 0 ? -1 : message.lastIndexOf(" (", source);
    return remark < 0 ? message : message.substring(0, remark);
  }

  public @Nullable String field() {
    return field;
  }

  public @Nullable JsonPosition position() {
    return position;
  }
}
