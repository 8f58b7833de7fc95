package io.tollgate.persistence.database;

import reactor.core.publisher.Mono;

/** Writes that are carried through even when nobody waits for them any more. */
public final class Detached {

  private Detached() {}

  /**
   * Runs work in a subscription of its own. A caller that cancels stops waiting; the work, and the
   * connection it holds, come to their end regardless.
   */
  public static <T> Mono<T> detached(Mono<T> work) {
    return Mono.deferContextual(
        context -> Mono.fromFuture(work.contextWrite(context).toFuture(), true));
  }
}
