package io.tollgate.persistence.application;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.Credential;
import io.tollgate.domain.application.CredentialCount;
import io.tollgate.domain.application.CredentialFilter;
import io.tollgate.domain.application.CredentialHealth;
import io.tollgate.domain.application.CredentialId;
import io.tollgate.domain.application.CredentialTotals;
import io.tollgate.domain.application.Credentials;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.persistence.database.Detached;
import io.tollgate.persistence.database.PageSize;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@link Credentials} on PostgreSQL. */
final class R2dbcCredentials implements Credentials {

  private static final String SELECT = "select " + CredentialRow.COLUMNS + " from credential ";

  /**
   * What is revoked stays revoked. When it was last used is the ledger's to say: what the caller
   * read may be older.
   */
  private static final String SAVE =
      """
      insert into credential (
        id, application_id, name, prefix, hash, created_by, created_at, expires_at, revoked_at,
        last_used_at)
      values (
        :id, :applicationId, :name, :prefix, :hash, :createdBy, :createdAt, :expiresAt, :revokedAt,
        :lastUsedAt)
      on conflict (id) do update set
        name = excluded.name,
        expires_at = excluded.expires_at,
        revoked_at = coalesce(credential.revoked_at, excluded.revoked_at)
      """;

  private final DatabaseClient database;

  R2dbcCredentials(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Credential> find(CredentialId id) {
    return database
        .sql(SELECT + "where id = :id")
        .bind("id", id.value())
        .mapProperties(CredentialRow.class)
        .one()
        .as(Detached::mono)
        .map(CredentialRow::toCredential);
  }

  @Override
  public Flux<Credential> of(
      ApplicationId application, CredentialFilter filter, @Nullable CredentialId after, int limit) {
    var search = CredentialSearch.of(application, filter, after);
    return database
        .sql(SELECT + search)
        .bindValues(search.values())
        .bind("limit", PageSize.checked(limit))
        .mapProperties(CredentialRow.class)
        .all()
        .as(Detached::flux)
        .map(CredentialRow::toCredential);
  }

  @Override
  public Flux<CredentialCount> counts(Collection<ApplicationId> applications, Instant at) {
    return database
        .sql(CredentialCountRow.SELECT)
        .bind("applications", applications.stream().map(ApplicationId::value).toArray(UUID[]::new))
        .bind("at", at)
        .mapProperties(CredentialCountRow.class)
        .all()
        .as(Detached::flux)
        .map(CredentialCountRow::toCount);
  }

  @Override
  public Mono<CredentialTotals> totals(TenantId tenant, Instant at) {
    return database
        .sql(CredentialTotalsRow.SELECT)
        .bind("tenant", tenant.value())
        .bind("at", at)
        .mapProperties(CredentialTotalsRow.class)
        .one()
        .as(Detached::mono)
        .map(CredentialTotalsRow::toTotals);
  }

  @Override
  public Mono<CredentialHealth> health(TenantId tenant, Instant at, int worst) {
    return database
        .sql(CredentialHealthRow.SELECT)
        .bind("tenant", tenant.value())
        .bind("at", at)
        .bind("near", at.plus(CredentialHealth.NEAR))
        .bind("longOver", at.minus(CredentialHealth.NEAR))
        .bind("idleSince", at.minus(CredentialHealth.IDLE))
        .bind("brief", CredentialHealth.BRIEF.toSeconds())
        .bind("worst", worst)
        .mapProperties(CredentialHealthRow.class)
        .all()
        .collectList()
        .as(Detached::mono)
        .map(CredentialHealthRow::health);
  }

  @Override
  public Mono<Credential> save(Credential credential) {
    return database
        .sql(SAVE)
        .bindProperties(CredentialRow.of(credential))
        .then()
        .thenReturn(credential);
  }
}
