package io.tollgate.standalone;

import io.tollgate.domain.audit.Actor;
import io.tollgate.domain.audit.Change;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.domain.identity.User;
import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.identity.Users;
import io.tollgate.domain.secret.Secret;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The platform's first admin. Until that person has set a password of their own, each start makes a
 * new one-time password, so that one printed long ago opens nothing.
 */
final class FirstAdmin {

  static final String EMAIL = "admin@tollgate.local";

  /** Without characters that are easily mistaken for each other. */
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final int GROUPS = 4;
  private static final int GROUP_LENGTH = 5;

  private final Users users;
  private final Transactions transactions;
  private final UnaryOperator<String> hash;
  private final Clock clock;

  FirstAdmin(Users users, Transactions transactions, UnaryOperator<String> hash, Clock clock) {
    this.users = users;
    this.transactions = transactions;
    this.hash = hash;
    this.clock = clock;
  }

  /** The admin and a fresh one-time password, or none when the admin has set their own. */
  record Access(User admin, Optional<Secret> oneTimePassword) {}

  Access prepare() {
    var existing = users.findByEmail(EMAIL).blockOptional();
    if (existing.isPresent() && !existing.get().mustChangePassword()) {
      return new Access(existing.get(), Optional.empty());
    }
    var password = oneTimePassword();
    var admin =
        existing.orElseGet(this::unsaved).withOneTimePassword(hash.apply(password.reveal()));
    var saved =
        transactions
            .write(
                users.save(admin),
                user ->
                    new Change(
                        Actor.system("first start"),
                        null,
                        "user.one_time_password_set",
                        "user",
                        user.id().toString(),
                        Map.of(),
                        Map.of("email", user.email())))
            .blockOptional()
            .orElseThrow();
    return new Access(saved, Optional.of(password));
  }

  private User unsaved() {
    return new User(
        UserId.create(),
        EMAIL,
        "Administrator",
        null,
        true,
        true,
        User.Status.ACTIVE,
        ZoneId.of("UTC"),
        clock.instant(),
        null);
  }

  /** 20 characters of 31: 99 bits. */
  private static Secret oneTimePassword() {
    var random = new SecureRandom();
    var text = new StringBuilder();
    for (int group = 0; group < GROUPS; group++) {
      if (group > 0) {
        text.append('-');
      }
      for (int i = 0; i < GROUP_LENGTH; i++) {
        text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
    }
    return Secret.of(text.toString());
  }
}
