package io.tollgate.portal.session;

import reactor.core.publisher.Mono;

/**
 * Statements that go on to their end when the browser does not wait for them any more: half of a
 * write may be done, and the driver does not release the buffers of a result that is cancelled.
 */
public final class Uncancelled {

  private Uncancelled() {}

  /** Runs the statement in a subscription of its own; who cancels only stops waiting. */
  public static <T> Mono<T> mono(Mono<T> statement) {
    return Mono.fromFuture(statement::toFuture, true);
  }
}
