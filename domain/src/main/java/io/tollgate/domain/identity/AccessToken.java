package io.tollgate.domain.identity;

import io.tollgate.domain.authorization.Scope;
import io.tollgate.domain.secret.Hash256;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person's scripts use the admin API with, as it is stored.
 *
 * @param prefix the first characters of the token, for people to tell tokens apart
 * @param scopes what it may be used for, of what the person may do
 */
public record AccessToken(
    AccessTokenId id,
    UserId user,
    String name,
    String prefix,
    Hash256 hash,
    Set<Scope> scopes,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable Instant lastUsedAt) {

  public AccessToken {
    scopes = Set.copyOf(scopes);
  }

  public boolean isValid(Instant now) {
    return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
  }

  public AccessToken revokedAt(Instant moment) {
    return new AccessToken(
        id, user, name, prefix, hash, scopes, createdAt, expiresAt, moment, lastUsedAt);
  }
}
