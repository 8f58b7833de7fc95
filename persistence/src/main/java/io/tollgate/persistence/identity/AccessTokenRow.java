package io.tollgate.persistence.identity;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.tollgate.domain.authorization.Scope;
import io.tollgate.domain.identity.AccessToken;
import io.tollgate.domain.identity.AccessTokenId;
import io.tollgate.domain.identity.UserId;
import io.tollgate.persistence.database.EnumColumn;
import io.tollgate.persistence.database.HashColumn;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code access_token}. */
@SuppressWarnings(
    "ArrayRecordComponent") // An array column; rows are read and dropped, not compared.
record AccessTokenRow(
    UUID id,
    UUID userId,
    String name,
    String prefix,
    ByteBuffer hash,
    String[] scopes,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable Instant lastUsedAt) {

  static final String COLUMNS =
      "id, user_id, name, prefix, hash, scopes, created_at, expires_at, revoked_at, last_used_at";

  static AccessTokenRow of(AccessToken token) {
    return new AccessTokenRow(
        token.id().value(),
        token.user().value(),
        token.name(),
        token.prefix(),
        HashColumn.bytes(token.hash()),
        token.scopes().stream().map(EnumColumn::text).sorted().toArray(String[]::new),
        token.createdAt(),
        token.expiresAt(),
        token.revokedAt(),
        token.lastUsedAt());
  }

  AccessToken toToken() {
    return new AccessToken(
        new AccessTokenId(id),
        new UserId(userId),
        name,
        prefix,
        HashColumn.hash(hash),
        Arrays.stream(scopes)
            .map(scope -> EnumColumn.value(Scope.class, scope))
            .collect(toUnmodifiableSet()),
        createdAt,
        expiresAt,
        revokedAt,
        lastUsedAt);
  }
}
