package io.tollgate.persistence.identity;

import io.tollgate.domain.identity.User;
import io.tollgate.domain.identity.UserId;
import io.tollgate.persistence.database.EnumColumn;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code app_user}. */
record UserRow(
    UUID id,
    String email,
    String displayName,
    @Nullable String passwordHash,
    boolean mustChangePassword,
    boolean platformAdmin,
    String status,
    String timeZone,
    Instant createdAt,
    @Nullable Instant lastSignInAt) {

  static final String COLUMNS =
      "id, email, display_name, password_hash, must_change_password, platform_admin, status,"
          + " time_zone, created_at, last_sign_in_at";

  static UserRow of(User user) {
    return new UserRow(
        user.id().value(),
        user.email(),
        user.displayName(),
        user.passwordHash(),
        user.mustChangePassword(),
        user.platformAdmin(),
        EnumColumn.text(user.status()),
        user.timeZone().getId(),
        user.createdAt(),
        user.lastSignInAt());
  }

  User toUser() {
    return new User(
        new UserId(id),
        email,
        displayName,
        passwordHash,
        mustChangePassword,
        platformAdmin,
        EnumColumn.value(User.Status.class, status),
        ZoneId.of(timeZone),
        createdAt,
        lastSignInAt);
  }

  /** Without the password's hash. */
  @Override
  public String toString() {
    return "UserRow[" + id + "]";
  }
}
