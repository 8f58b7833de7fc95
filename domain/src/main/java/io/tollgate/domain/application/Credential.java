package io.tollgate.domain.application;

import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.secret.Hash256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it is stored: what to show of it, and the HMAC to recognise it by.
 *
 * @param prefix the first characters of the key, for people to tell keys apart
 */
public record Credential(
    CredentialId id,
    ApplicationId application,
    String name,
    String prefix,
    Hash256 hash,
    @Nullable UserId createdBy,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable Instant lastUsedAt) {

  public boolean isValid(Instant now) {
    return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
  }

  public Credential revokedAt(Instant moment) {
    return revokedAt != null
        ? this
        : new Credential(
            id,
            application,
            name,
            prefix,
            hash,
            createdBy,
            createdAt,
            expiresAt,
            moment,
            lastUsedAt);
  }

  public Credential expiringAt(Instant moment) {
    return new Credential(
        id, application, name, prefix, hash, createdBy, createdAt, moment, revokedAt, lastUsedAt);
  }
}
