package io.tollgate.domain.application;

import io.tollgate.domain.tenant.TenantId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The credentials of all applications. Writes belong inside {@code Transactions}. */
public interface Credentials {

  Mono<Credential> find(CredentialId id);

  /** An application's credentials, newest first, revoked ones included. */
  Flux<Credential> of(ApplicationId application);

  /** The credentials of all of a tenant's applications, newest first, revoked ones included. */
  Flux<Credential> of(TenantId tenant);

  Mono<Credential> save(Credential credential);
}
