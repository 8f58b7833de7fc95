package io.tollgate.persistence.identity;

import io.tollgate.domain.identity.AccessToken;
import io.tollgate.domain.identity.AccessTokenId;
import io.tollgate.domain.identity.AccessTokens;
import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.secret.Hash256;
import io.tollgate.persistence.database.HashColumn;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@link AccessTokens} on PostgreSQL. */
final class R2dbcAccessTokens implements AccessTokens {

  private static final String SELECT = "select " + AccessTokenRow.COLUMNS + " from access_token ";

  /** What is revoked stays revoked. */
  private static final String SAVE =
      """
      insert into access_token (
        id, user_id, name, prefix, hash, scopes, created_at, expires_at, revoked_at, last_used_at)
      values (
        :id, :userId, :name, :prefix, :hash, :scopes, :createdAt, :expiresAt, :revokedAt,
        :lastUsedAt)
      on conflict (id) do update set
        revoked_at = coalesce(access_token.revoked_at, excluded.revoked_at)
      """;

  /** A script that calls many times a minute writes once a minute. */
  private static final String USED =
      """
      update access_token set last_used_at = :moment
      where id = :id
        and (last_used_at is null or last_used_at < :moment - interval '1 minute')
      """;

  private final DatabaseClient database;

  R2dbcAccessTokens(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<AccessToken> find(AccessTokenId id) {
    return database
        .sql(SELECT + "where id = :id")
        .bind("id", id.value())
        .mapProperties(AccessTokenRow.class)
        .one()
        .map(AccessTokenRow::toToken);
  }

  @Override
  public Mono<AccessToken> findByHash(Hash256 hash) {
    return database
        .sql(SELECT + "where hash = :hash")
        .bind("hash", HashColumn.bytes(hash))
        .mapProperties(AccessTokenRow.class)
        .one()
        .map(AccessTokenRow::toToken);
  }

  @Override
  public Flux<AccessToken> of(UserId user) {
    return database
        .sql(SELECT + "where user_id = :user order by created_at desc, id desc")
        .bind("user", user.value())
        .mapProperties(AccessTokenRow.class)
        .all()
        .map(AccessTokenRow::toToken);
  }

  @Override
  public Mono<AccessToken> save(AccessToken token) {
    return database.sql(SAVE).bindProperties(AccessTokenRow.of(token)).then().thenReturn(token);
  }

  @Override
  public Mono<Void> used(AccessTokenId id, Instant moment) {
    return database.sql(USED).bind("id", id.value()).bind("moment", moment).then();
  }
}
