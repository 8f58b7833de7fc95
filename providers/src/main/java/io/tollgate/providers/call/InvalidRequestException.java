package io.tollgate.providers.call;

import io.tollgate.providers.json.InvalidJsonException;
import io.tollgate.providers.json.JsonPosition;
import org.jspecify.annotations.Nullable;

/** A request that the client must change: always a 400 that names what is wrong and where. */
public final class InvalidRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String field;
  private final transient @Nullable JsonPosition position;

  private InvalidRequestException(
      String message, @Nullable String field, @Nullable JsonPosition position) {
    // No stack trace: this is an answer to a client, not a fault of ours, and must stay cheap.
    super(message, null, false, false);
    this.field = field;
    this.position = position;
  }

  public static InvalidRequestException field(String field, String message) {
    return new InvalidRequestException(message, field, null);
  }

  public static InvalidRequestException of(InvalidJsonException cause) {
    JsonPosition position = cause.position();
    String message = String.valueOf(cause.getMessage());
    return new InvalidRequestException(
        position == null ? message : message + " at " + position, cause.field(), position);
  }

  /** The same, where the field has another name than the one it was written with. */
  public InvalidRequestException about(String name) {
    String message = String.valueOf(getMessage());
    return new InvalidRequestException(
        field == null ? message : message.replace("'" + field + "'", "'" + name + "'"),
        name,
        position);
  }

  /** The field at fault, such as {@code messages[2].role}; null when the body as a whole is. */
  public @Nullable String field() {
    return field;
  }

  public @Nullable JsonPosition position() {
    return position;
  }

  /** What the gateway renders for it. */
  public ClientError toClientError() {
    return ClientError.of(400, "invalid_request", String.valueOf(getMessage())).withField(field);
  }
}
