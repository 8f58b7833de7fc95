package io.tollgate.providers.call;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A failure to be shown to a client, before it has the look of a protocol.
 *
 * @param status the HTTP status, if nothing has been sent yet
 * @param code stable and machine-readable, such as {@code model_not_found}
 * @param message safe to show: it holds no secret and no address
 * @param field the request's field at fault
 * @param retryAfter when trying again may help
 * @param worthRepeating whether it does, where its provider said so; null where nobody did
 */
public record ClientError(
    int status,
    String code,
    String message,
    @Nullable String field,
    @Nullable Duration retryAfter,
    @Nullable Boolean worthRepeating) {

  public static ClientError of(int status, String code, String message) {
    return new ClientError(status, code, message, null, null, null);
  }

  public ClientError withField(@Nullable String name) {
    return new ClientError(status, code, message, name, retryAfter, worthRepeating);
  }

  public ClientError withRetryAfter(@Nullable Duration after) {
    return new ClientError(status, code, message, field, after, worthRepeating);
  }
}
