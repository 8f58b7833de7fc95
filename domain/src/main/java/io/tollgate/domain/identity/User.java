package io.tollgate.domain.identity;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A person.
 *
 * @param email lower case, unique
 * @param passwordHash null when the person signs in through an issuer only
 */
public record User(
    UserId id,
    String email,
    String displayName,
    @Nullable String passwordHash,
    boolean mustChangePassword,
    boolean platformAdmin,
    Status status,
    ZoneId timeZone,
    Instant createdAt,
    @Nullable Instant lastSignInAt) {

  public enum Status {
    ACTIVE,
    DISABLED
  }

  /** The user with a password of their own choice. */
  public User withPassword(String hash) {
    return new User(
        id,
        email,
        displayName,
        hash,
        false,
        platformAdmin,
        status,
        timeZone,
        createdAt,
        lastSignInAt);
  }

  /** The user with a password that somebody else knows and that must be changed at sign-in. */
  public User withOneTimePassword(String hash) {
    return new User(
        id,
        email,
        displayName,
        hash,
        true,
        platformAdmin,
        status,
        timeZone,
        createdAt,
        lastSignInAt);
  }

  /** The user who signs in elsewhere only. */
  public User withoutPassword() {
    return new User(
        id,
        email,
        displayName,
        null,
        false,
        platformAdmin,
        status,
        timeZone,
        createdAt,
        lastSignInAt);
  }

  public User withStatus(Status changed) {
    return new User(
        id,
        email,
        displayName,
        passwordHash,
        mustChangePassword,
        platformAdmin,
        changed,
        timeZone,
        createdAt,
        lastSignInAt);
  }

  public User signedInAt(Instant moment) {
    return new User(
        id,
        email,
        displayName,
        passwordHash,
        mustChangePassword,
        platformAdmin,
        status,
        timeZone,
        createdAt,
        moment);
  }

  public User withProfile(String name, ZoneId zone) {
    return new User(
        id,
        email,
        name,
        passwordHash,
        mustChangePassword,
        platformAdmin,
        status,
        zone,
        createdAt,
        lastSignInAt);
  }

  @Override
  public String toString() {
    return "User[" + id + ", " + email + "]";
  }
}
