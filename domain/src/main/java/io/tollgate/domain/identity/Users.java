package io.tollgate.domain.identity;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The people. Writes belong inside {@code Transactions}. */
public interface Users {

  Mono<User> find(UserId id);

  /** Finds by e-mail address in any case. */
  Mono<User> findByEmail(String email);

  /** Finds by what an OIDC issuer says of the person. */
  Mono<User> findByExternalIdentity(String issuer, String subject);

  /** All people by e-mail address. */
  Flux<User> all();

  /**
   * Inserts the person or replaces what is stored; fails with {@link EmailTaken} for an address in
   * use.
   */
  Mono<User> save(User user);

  Mono<Void> link(UserId user, String issuer, String subject);
}
