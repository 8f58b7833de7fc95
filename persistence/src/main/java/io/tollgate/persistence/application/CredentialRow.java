package io.tollgate.persistence.application;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.Credential;
import io.tollgate.domain.application.CredentialId;
import io.tollgate.domain.identity.UserId;
import io.tollgate.persistence.database.HashColumn;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code credential}. */
public record CredentialRow(
    UUID id,
    UUID applicationId,
    String name,
    String prefix,
    ByteBuffer hash,
    @Nullable UUID createdBy,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable Instant lastUsedAt) {

  public static final String COLUMNS =
      "id, application_id, name, prefix, hash, created_by, created_at, expires_at, revoked_at,"
          + " last_used_at";

  static CredentialRow of(Credential credential) {
    var creator = credential.createdBy();
    return new CredentialRow(
        credential.id().value(),
        credential.application().value(),
        credential.name(),
        credential.prefix(),
        HashColumn.bytes(credential.hash()),
        creator == null ? null : creator.value(),
        credential.createdAt(),
        credential.expiresAt(),
        credential.revokedAt(),
        credential.lastUsedAt());
  }

  public Credential toCredential() {
    return new Credential(
        new CredentialId(id),
        new ApplicationId(applicationId),
        name,
        prefix,
        HashColumn.hash(hash),
        createdBy == null ? null : new UserId(createdBy),
        createdAt,
        expiresAt,
        revokedAt,
        lastUsedAt);
  }
}
