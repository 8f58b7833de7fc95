package io.tollgate.portal.security;

import io.tollgate.portal.session.Uncancelled;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Bounds how often a password may be guessed: for each account, whether it exists or not, and for
 * each address. What is counted is kept as a hash.
 */
@Component
public class SignInLimits {

  public static final Duration WINDOW = Duration.ofMinutes(15);

  private static final int PER_ACCOUNT = 10;
  private static final int PER_ADDRESS = 50;
  private static final int SIGN_UPS_PER_ADDRESS = 20;

  private final DatabaseClient database;
  private final Clock clock;

  SignInLimits(@Qualifier("portalDatabaseClient") DatabaseClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Whether another try is allowed. */
  public Mono<Boolean> allows(String email, String address) {
    return database
        .sql(
            """
            select count(*) filter (where subject = :account) as of_account,
                   count(*) filter (where subject = :address) as of_address
            from sign_in_failure
            where subject in (:account, :address) and occurred_at > :since
            """)
        .bind("account", account(email))
        .bind("address", address(address))
        .bind("since", clock.instant().minus(WINDOW))
        .map(row ->
            count(row.get("of_account", Long.class)) < PER_ACCOUNT
                && count(row.get("of_address", Long.class)) < PER_ADDRESS)
        .one()
        .as(Uncancelled::mono);
  }

  /** Counts a wrong password. */
  public Mono<Void> failed(String email, String address) {
    return database
        .sql(
            """
            with forgotten as (delete from sign_in_failure where occurred_at <= :since)
            insert into sign_in_failure (subject, occurred_at)
            values (:account, :now), (:address, :now)
            """)
        .bind("account", account(email))
        .bind("address", address(address))
        .bind("now", clock.instant())
        .bind("since", clock.instant().minus(WINDOW))
        .then()
        .as(Uncancelled::mono);
  }

  /** Whether another account may be made from an address. */
  public Mono<Boolean> allowsSignUp(String address) {
    return database
        .sql(
            "select count(*) from sign_in_failure where subject = :subject and occurred_at > :since")
        .bind("subject", signUp(address))
        .bind("since", clock.instant().minus(WINDOW))
        .mapValue(Long.class)
        .one()
        .as(Uncancelled::mono)
        .map(made -> made < SIGN_UPS_PER_ADDRESS);
  }

  /** Counts an account that was asked for. */
  public Mono<Void> signedUp(String address) {
    return database
        .sql("insert into sign_in_failure (subject, occurred_at) values (:subject, :now)")
        .bind("subject", signUp(address))
        .bind("now", clock.instant())
        .then()
        .as(Uncancelled::mono);
  }

  /** Forgets the wrong tries of an account after a right one. */
  public Mono<Void> succeeded(String email) {
    return database
        .sql("delete from sign_in_failure where subject = :account")
        .bind("account", account(email))
        .then()
        .as(Uncancelled::mono);
  }

  private static String account(String email) {
    return hash("account " + email.strip().toLowerCase(Locale.ROOT));
  }

  private static String signUp(String address) {
    return hash("sign-up " + address);
  }

  private static String address(String address) {
    return hash("address " + address);
  }

  private static long count(@Nullable Long value) {
    return value == null ? 0 : value;
  }

  private static String hash(String subject) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(subject.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("SHA-256 is part of every JDK", impossible);
    }
  }
}
