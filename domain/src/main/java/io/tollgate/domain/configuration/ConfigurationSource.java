package io.tollgate.domain.configuration;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where a gateway gets its configuration from. */
public interface ConfigurationSource {

  /** The newest version. */
  Mono<Long> version();

  /** Everything of the newest version, read in one repeatable-read transaction. */
  Mono<Configuration> load();

  /**
   * Emits when the configuration may have changed. Only a hint: the connection may be lost without
   * notice, so poll {@link #version()} as well. Ends with an error when the connection breaks;
   * subscribe again.
   */
  Flux<Long> changes();
}
