package io.tollgate.domain.identity;

import io.tollgate.domain.secret.Hash256;
import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The access tokens of all people. Writes belong inside {@code Transactions}. */
public interface AccessTokens {

  Mono<AccessToken> find(AccessTokenId id);

  Mono<AccessToken> findByHash(Hash256 hash);

  /** A person's tokens, newest first, revoked ones included. */
  Flux<AccessToken> of(UserId user);

  /** Inserts the token, or revokes the one that is stored; nothing else of it ever changes. */
  Mono<AccessToken> save(AccessToken token);

  /** Remembers when a token was last used. No configuration: needs no transaction. */
  Mono<Void> used(AccessTokenId id, Instant moment);
}
