package io.tollgate.portal.session;

import io.tollgate.domain.identity.UserId;
import io.tollgate.portal.PortalProperties;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.session.ReactiveSessionRepository;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The sessions of everybody, in PostgreSQL. A copy of the table lets nobody in. */
@Component
public class Sessions implements ReactiveSessionRepository<StoredSession> {

  /** The attribute that names the person who is signed in. */
  public static final String USER = "user";

  /** A read page writes its access time at most this often. */
  private static final Duration ACCESS_TOLERANCE = Duration.ofMinutes(1);

  private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};

  private final DatabaseClient database;
  private final JsonMapper json;
  private final Clock clock;
  private final PortalProperties.Session limits;

  Sessions(
      @Qualifier("portalDatabaseClient") DatabaseClient database,
      JsonMapper json,
      Clock clock,
      PortalProperties properties) {
    this.database = database;
    this.json = json;
    this.clock = clock;
    this.limits = properties.session();
  }

  @Override
  public Mono<StoredSession> createSession() {
    return Mono.fromSupplier(
        () -> StoredSession.create(clock.instant(), limits.idle(), limits.absolute()));
  }

  @Override
  public Mono<Void> save(StoredSession session) {
    var storedId = session.storedId();
    if (storedId == null) {
      return insert(session).doOnSuccess(done -> session.stored());
    }
    if (session.isChanged() || session.isAccessTimeStale(ACCESS_TOLERANCE)) {
      return update(storedId, session).doOnSuccess(done -> session.stored());
    }
    return Mono.empty();
  }

  @Override
  public Mono<StoredSession> findById(String id) {
    return database
        .sql(
            """
            select attributes::text as attributes, created_at, last_accessed_at
            from portal_session
            where id_hash = :id and expires_at > :now
            """)
        .bind("id", hash(id))
        .bind("now", clock.instant())
        .map(row ->
            StoredSession.read(
                id,
                json.readValue(column(row.get("attributes", String.class)), ATTRIBUTES),
                column(row.get("created_at", Instant.class)),
                column(row.get("last_accessed_at", Instant.class)),
                limits.idle(),
                limits.absolute()))
        .one()
        .as(Uncancelled::mono);
  }

  @Override
  public Mono<Void> deleteById(String id) {
    return database
        .sql("delete from portal_session where id_hash = :id")
        .bind("id", hash(id))
        .then()
        .as(Uncancelled::mono);
  }

  /** Signs a person out everywhere. */
  public Mono<Void> endAllOf(UserId user) {
    return database
        .sql("delete from portal_session where user_id = :user")
        .bind("user", user.value())
        .then()
        .as(Uncancelled::mono);
  }

  /** Signs a person out everywhere but in the session of this id. */
  public Mono<Void> endOthersOf(UserId user, String kept) {
    return database
        .sql("delete from portal_session where user_id = :user and id_hash <> :kept")
        .bind("user", user.value())
        .bind("kept", hash(kept))
        .then()
        .as(Uncancelled::mono);
  }

  /** Removes what has expired. */
  Mono<Void> deleteExpired() {
    return database
        .sql("delete from portal_session where expires_at <= :now")
        .bind("now", clock.instant())
        .then()
        .as(Uncancelled::mono);
  }

  private Mono<Void> insert(StoredSession session) {
    return write(
            """
            insert into portal_session
              (id_hash, user_id, attributes, created_at, last_accessed_at, expires_at)
            values (:id, :user, cast(:attributes as jsonb), :created, :accessed, :expires)
            """,
            session)
        .bind("created", session.getCreationTime())
        .then()
        .as(Uncancelled::mono);
  }

  /** Changes the row that is there; a session that was ended meanwhile stays ended. */
  private Mono<Void> update(String storedId, StoredSession session) {
    return write(
            """
            update portal_session
            set id_hash = :id, user_id = :user, attributes = cast(:attributes as jsonb),
                last_accessed_at = :accessed, expires_at = :expires
            where id_hash = :stored
            """,
            session)
        .bind("stored", hash(storedId))
        .then()
        .as(Uncancelled::mono);
  }

  private DatabaseClient.GenericExecuteSpec write(String sql, StoredSession session) {
    var spec =
        database
            .sql(sql)
            .bind("id", hash(session.getId()))
            .bind("attributes", json.writeValueAsString(session.attributes()))
            .bind("accessed", session.getLastAccessedTime())
            .bind("expires", session.expiresAt());
    var user = session.attributes().get(USER);
    return user == null
        ? spec.bindNull("user", UUID.class)
        : spec.bind("user", UserId.of(user).value());
  }

  private static byte[] hash(String id) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("SHA-256 is part of every JDK", impossible);
    }
  }

  private static <T> T column(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("a column of portal_session is null");
    }
    return value;
  }
}
