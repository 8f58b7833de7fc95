package io.tollgate.domain.application;

import io.tollgate.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The credentials of all applications. Writes belong inside {@code Transactions}. */
public interface Credentials {

  Mono<Credential> find(CredentialId id);

  /**
   * An application's credentials, newest first, at most 10,000.
   *
   * @param after the one that the page before ended with; null for the first page
   */
  Flux<Credential> of(
      ApplicationId application, CredentialFilter filter, @Nullable CredentialId after, int limit);

  /** How many credentials applications have; one without any is left out. */
  Flux<CredentialCount> counts(Collection<ApplicationId> applications, Instant at);

  /** How many credentials the applications of a tenant have together. */
  Mono<CredentialTotals> totals(TenantId tenant, Instant at);

  /** How a tenant's credentials are at a moment, with so many of the worst. */
  Mono<CredentialHealth> health(TenantId tenant, Instant at, int worst);

  Mono<Credential> save(Credential credential);
}
