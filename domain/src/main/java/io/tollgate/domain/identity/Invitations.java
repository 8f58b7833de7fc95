package io.tollgate.domain.identity;

import io.tollgate.domain.secret.Hash256;
import io.tollgate.domain.tenant.TenantId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The invitations to tenants. */
public interface Invitations {

  Mono<Invitation> find(InvitationId id);

  Mono<Invitation> findByTokenHash(Hash256 tokenHash);

  /** The invitations of a tenant that were neither accepted nor revoked, newest first. */
  Flux<Invitation> open(TenantId tenant);

  Mono<Invitation> save(Invitation invitation);
}
