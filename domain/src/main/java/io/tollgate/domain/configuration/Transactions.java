package io.tollgate.domain.configuration;

import io.tollgate.domain.audit.Change;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * The way to write configuration: nothing changes without an audit entry and without the gateways
 * hearing of it.
 */
public interface Transactions {

  /**
   * Runs a write and, in the same transaction, adds its audit entry, increments the configuration
   * version and notifies the gateways. Nothing is kept when any of it fails, or when the write
   * emits nothing, since there would be nothing to say of it. A write inside a write is part of it.
   * Once started, it is carried through whether or not the caller goes on waiting.
   */
  <T> Mono<T> write(Mono<T> write, Function<? super T, Change> change);
}
