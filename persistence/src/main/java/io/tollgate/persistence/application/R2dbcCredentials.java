package io.tollgate.persistence.application;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.Credential;
import io.tollgate.domain.application.CredentialId;
import io.tollgate.domain.application.Credentials;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.persistence.database.Detached;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@link Credentials} on PostgreSQL. */
final class R2dbcCredentials implements Credentials {

  private static final String SELECT = "select " + CredentialRow.COLUMNS + " from credential ";

  private static final String NEWEST_FIRST = " order by created_at desc, id desc";

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
  public Flux<Credential> of(ApplicationId application) {
    return list(
        database
            .sql(SELECT + "where application_id = :application" + NEWEST_FIRST)
            .bind("application", application.value()));
  }

  @Override
  public Flux<Credential> of(TenantId tenant) {
    return list(
        database
            .sql(
                SELECT
                    + "where application_id in (select id from application where tenant_id ="
                    + " :tenant)"
                    + NEWEST_FIRST)
            .bind("tenant", tenant.value()));
  }

  private static Flux<Credential> list(GenericExecuteSpec statement) {
    return statement
        .mapProperties(CredentialRow.class)
        .all()
        .as(Detached::flux)
        .map(CredentialRow::toCredential);
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
