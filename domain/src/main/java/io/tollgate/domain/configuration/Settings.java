package io.tollgate.domain.configuration;

import reactor.core.publisher.Mono;

/** Settings of the platform that admins change while it runs, by name. */
public interface Settings {

  Mono<String> find(String name);

  Mono<String> save(String name, String value);
}
