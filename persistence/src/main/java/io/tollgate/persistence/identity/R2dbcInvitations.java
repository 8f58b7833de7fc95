package io.tollgate.persistence.identity;

import io.tollgate.domain.AlreadyExists;
import io.tollgate.domain.identity.Invitation;
import io.tollgate.domain.identity.InvitationId;
import io.tollgate.domain.identity.Invitations;
import io.tollgate.domain.secret.Hash256;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.persistence.database.Detached;
import io.tollgate.persistence.database.HashColumn;
import io.tollgate.persistence.database.UniqueConstraint;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@link Invitations} on PostgreSQL. */
final class R2dbcInvitations implements Invitations {

  private static final String SELECT = "select " + InvitationRow.COLUMNS + " from invitation ";

  /** What was offered, to whom and with which token stays as it was made. */
  private static final String SAVE =
      """
      insert into invitation (
        id, tenant_id, email, role, token_hash, invited_by, created_at, expires_at, accepted_at,
        revoked_at)
      values (
        :id, :tenantId, :email, :role, :tokenHash, :invitedBy, :createdAt, :expiresAt, :acceptedAt,
        :revokedAt)
      on conflict (id) do update set
        expires_at = excluded.expires_at,
        accepted_at = excluded.accepted_at,
        revoked_at = excluded.revoked_at
      """;

  private final DatabaseClient database;

  R2dbcInvitations(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Invitation> find(InvitationId id) {
    return database
        .sql(SELECT + "where id = :id")
        .bind("id", id.value())
        .mapProperties(InvitationRow.class)
        .one()
        .as(Detached::mono)
        .map(InvitationRow::toInvitation);
  }

  @Override
  public Mono<Invitation> findByTokenHash(Hash256 tokenHash) {
    return database
        .sql(SELECT + "where token_hash = :tokenHash")
        .bind("tokenHash", HashColumn.bytes(tokenHash))
        .mapProperties(InvitationRow.class)
        .one()
        .as(Detached::mono)
        .map(InvitationRow::toInvitation);
  }

  @Override
  public Flux<Invitation> open(TenantId tenant) {
    return database
        .sql(
            SELECT
                + """
                where tenant_id = :tenant and accepted_at is null and revoked_at is null
                order by created_at desc, id desc
                """)
        .bind("tenant", tenant.value())
        .mapProperties(InvitationRow.class)
        .all()
        .as(Detached::flux)
        .map(InvitationRow::toInvitation);
  }

  @Override
  public Mono<Invitation> save(Invitation invitation) {
    return database
        .sql(SAVE)
        .bindProperties(InvitationRow.of(invitation))
        .then()
        .onErrorMap(DuplicateKeyException.class, R2dbcInvitations::inWordsOfTheDomain)
        .thenReturn(invitation);
  }

  private static Throwable inWordsOfTheDomain(DuplicateKeyException failure) {
    return switch (UniqueConstraint.violatedBy(failure)) {
      case "invitation_open" -> new AlreadyExists("email");
      default -> failure;
    };
  }
}
