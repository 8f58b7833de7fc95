package io.tollgate.persistence.identity;

import io.tollgate.domain.AlreadyExists;
import io.tollgate.domain.identity.EmailTaken;
import io.tollgate.domain.identity.LastPlatformAdmin;
import io.tollgate.domain.identity.User;
import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.identity.Users;
import io.tollgate.persistence.database.Detached;
import io.tollgate.persistence.database.EnumColumn;
import io.tollgate.persistence.database.UniqueConstraint;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@link Users} on PostgreSQL. */
final class R2dbcUsers implements Users {

  private static final String SELECT = "select " + UserRow.COLUMNS + " from app_user ";

  private static final String SAVE =
      """
      insert into app_user (
        id, email, display_name, password_hash, must_change_password, platform_admin, status,
        time_zone, created_at, last_sign_in_at)
      values (
        :id, :email, :displayName, :passwordHash, :mustChangePassword, :platformAdmin, :status,
        :timeZone, :createdAt, :lastSignInAt)
      on conflict (id) do update set
        email = excluded.email,
        display_name = excluded.display_name,
        password_hash = excluded.password_hash,
        must_change_password = excluded.must_change_password,
        platform_admin = excluded.platform_admin,
        time_zone = excluded.time_zone,
        last_sign_in_at = excluded.last_sign_in_at
      """;

  private static final String SEARCH =
      SELECT
          + """
          where (strpos(email, :text) > 0 or strpos(lower(display_name), :text) > 0)
            and email > :after
          order by email
          limit :limit
          """;

  /**
   * Touches no row when it would disable the last platform admin. The rows of all of them are
   * locked, so that of two who disable each other the second is refused.
   */
  private static final String CHANGE_STATUS =
      """
      with admins as (
        select id from app_user where platform_admin and status = 'active' order by id for update)
      update app_user set status = :status
      where id = :id and (
        :status = 'active' or not platform_admin or exists (
          select from admins where admins.id <> app_user.id))
      returning\
      """
          + " "
          + UserRow.COLUMNS;

  /** Touches no row when the identity belongs to somebody else. */
  private static final String LINK =
      """
      insert into external_identity (issuer, subject, user_id)
      values (:issuer, :subject, :user)
      on conflict (issuer, subject) do update set user_id = excluded.user_id
      where external_identity.user_id = excluded.user_id
      """;

  private final DatabaseClient database;

  R2dbcUsers(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<User> find(UserId id) {
    return database
        .sql(SELECT + "where id = :id")
        .bind("id", id.value())
        .mapProperties(UserRow.class)
        .one()
        .as(Detached::mono)
        .map(UserRow::toUser);
  }

  @Override
  public Mono<User> findByEmail(String email) {
    return database
        .sql(SELECT + "where email = :email")
        .bind("email", email.toLowerCase(Locale.ROOT))
        .mapProperties(UserRow.class)
        .one()
        .as(Detached::mono)
        .map(UserRow::toUser);
  }

  @Override
  public Mono<User> findByExternalIdentity(String issuer, String subject) {
    return database
        .sql(
            SELECT
                + """
                where id = (
                  select user_id from external_identity
                  where issuer = :issuer and subject = :subject)
                """)
        .bind("issuer", issuer)
        .bind("subject", subject)
        .mapProperties(UserRow.class)
        .one()
        .as(Detached::mono)
        .map(UserRow::toUser);
  }

  @Override
  public Flux<User> all() {
    return database
        .sql(SELECT + "order by email")
        .mapProperties(UserRow.class)
        .all()
        .as(Detached::flux)
        .map(UserRow::toUser);
  }

  @Override
  public Mono<User> save(User user) {
    return database
        .sql(SAVE)
        .bindProperties(UserRow.of(user))
        .then()
        .onErrorMap(DuplicateKeyException.class, R2dbcUsers::inWordsOfTheDomain)
        .thenReturn(user);
  }

  @Override
  public Flux<User> search(String text, @Nullable String after, int limit) {
    return database
        .sql(SEARCH)
        .bind("text", text.toLowerCase(Locale.ROOT))
        .bind("after", after == null ? "" : after)
        .bind("limit", limit)
        .mapProperties(UserRow.class)
        .all()
        .as(Detached::flux)
        .map(UserRow::toUser);
  }

  @Override
  public Mono<User> changeStatus(UserId id, User.Status status) {
    return database
        .sql(CHANGE_STATUS)
        .bind("id", id.value())
        .bind("status", EnumColumn.text(status))
        .mapProperties(UserRow.class)
        .one()
        .as(Detached::mono)
        .map(UserRow::toUser)
        .switchIfEmpty(Mono.error(LastPlatformAdmin::new));
  }

  @Override
  public Mono<Void> link(UserId user, String issuer, String subject) {
    return database
        .sql(LINK)
        .bind("issuer", issuer)
        .bind("subject", subject)
        .bind("user", user.value())
        .fetch()
        .rowsUpdated()
        .filter(linked -> linked > 0)
        .switchIfEmpty(Mono.error(() -> new AlreadyExists("subject")))
        .then();
  }

  private static Throwable inWordsOfTheDomain(DuplicateKeyException failure) {
    return switch (UniqueConstraint.violatedBy(failure)) {
      case "app_user_email_key" -> new EmailTaken();
      default -> failure;
    };
  }
}
