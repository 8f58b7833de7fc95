package io.tollgate.domain.provider;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The providers of the platform. Writes belong inside {@code Transactions}. */
public interface Providers {

  Mono<Provider> find(ProviderId id);

  Mono<Provider> findBySlug(String slug);

  /** All providers by name. */
  Flux<Provider> all();

  Mono<Provider> save(Provider provider);
}
