package io.tollgate.portal.signin;

import io.tollgate.domain.identity.User;
import io.tollgate.domain.identity.Users;
import io.tollgate.portal.security.Passwords;
import io.tollgate.portal.security.SignInLimits;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Checks e-mail address and password. What it answers does not tell whether an account exists. */
@Component
class LocalAccounts {

  private final Users users;
  private final Passwords passwords;
  private final SignInLimits limits;
  private final Clock clock;

  LocalAccounts(Users users, Passwords passwords, SignInLimits limits, Clock clock) {
    this.users = users;
    this.passwords = passwords;
    this.limits = limits;
    this.clock = clock;
  }

  Mono<Outcome> check(String email, String password, String address) {
    return limits
        .allows(email, address)
        .flatMap(allowed ->
            allowed ? compare(email, password, address) : Mono.just(new Outcome.TooOften()));
  }

  private Mono<Outcome> compare(String email, String password, String address) {
    return users
        .findByEmail(email.strip())
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty())
        .flatMap(found ->
            passwords
                .matches(password, found.map(User::passwordHash).orElse(null))
                .flatMap(right ->
                    right && found.isPresent() && isActive(found.get())
                        ? right(found.get())
                        : wrong(email, address)));
  }

  private Mono<Outcome> right(User user) {
    // No change of configuration, and so no transaction that the gateways would hear of.
    return users
        .save(user.signedInAt(clock.instant()))
        .delayUntil(saved -> limits.succeeded(saved.email()))
        .map(Outcome.Known::new);
  }

  private Mono<Outcome> wrong(String email, String address) {
    return limits.failed(email, address).thenReturn(new Outcome.Wrong());
  }

  private static boolean isActive(User user) {
    return user.status() == User.Status.ACTIVE;
  }

  /** What came of a try. */
  sealed interface Outcome {

    record Known(User user) implements Outcome {}

    record Wrong() implements Outcome {}

    record TooOften() implements Outcome {}
  }
}
