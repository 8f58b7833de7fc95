package io.tollgate.domain.identity;

import org.jspecify.annotations.Nullable;
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
   * The people whose address or name holds a text in any case, by e-mail address.
   *
   * @param text empty for everybody
   * @param after the address that the page before ended with; null for the first page
   */
  Flux<User> search(String text, @Nullable String after, int limit);

  /**
   * Inserts the person or replaces what is stored, but for the status, which a person who is just
   * being disabled must not get back; fails with {@link EmailTaken} for an address in use.
   */
  Mono<User> save(User user);

  /**
   * Lets the person in or keeps them out; fails with {@link LastPlatformAdmin} when no active one
   * would be left.
   */
  Mono<User> changeStatus(UserId id, User.Status status);

  Mono<Void> link(UserId user, String issuer, String subject);
}
