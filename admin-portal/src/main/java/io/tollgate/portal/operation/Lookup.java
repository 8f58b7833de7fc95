package io.tollgate.portal.operation;

import io.tollgate.domain.authorization.NotVisible;
import reactor.core.publisher.Mono;

/** Turns what was not found into the failure that says so. */
public final class Lookup {

  private Lookup() {}

  /** The object, or {@link NotVisible}. */
  public static <T> Mono<T> known(Mono<T> found) {
    return found.switchIfEmpty(Mono.error(NotVisible::new));
  }

  /** The object that an input names, or {@link InvalidInput} for its field. */
  public static <T> Mono<T> named(String field, Mono<T> found) {
    return found.switchIfEmpty(Mono.error(() -> InvalidInput.of(field, "input.unknown")));
  }
}
