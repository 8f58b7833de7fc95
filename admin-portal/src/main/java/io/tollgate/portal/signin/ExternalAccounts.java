package io.tollgate.portal.signin;

import static java.util.Objects.requireNonNull;

import io.tollgate.domain.audit.Actor;
import io.tollgate.domain.audit.Change;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.domain.identity.AccessTokens;
import io.tollgate.domain.identity.User;
import io.tollgate.domain.identity.Users;
import io.tollgate.portal.security.SignUpPolicy;
import io.tollgate.portal.session.Sessions;
import io.tollgate.portal.signup.SignUps;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds the person whom an issuer vouches for, or makes them when anyone may sign up. */
@Component
class ExternalAccounts {

  private static final int LONGEST_NAME = 120;

  private final Users users;
  private final AccessTokens tokens;
  private final Sessions sessions;
  private final SignUps signUps;
  private final SignUpPolicy policy;
  private final Transactions transactions;
  private final Clock clock;

  ExternalAccounts(
      Users users,
      AccessTokens tokens,
      Sessions sessions,
      SignUps signUps,
      SignUpPolicy policy,
      Transactions transactions,
      Clock clock) {
    this.users = users;
    this.tokens = tokens;
    this.sessions = sessions;
    this.signUps = signUps;
    this.policy = policy;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** The person, or empty when they may not sign in. */
  Mono<User> of(OidcUser claims) {
    // OpenID Connect requires both, and they were checked with the token.
    var issuer = requireNonNull(claims.getIdToken().getIssuer()).toString();
    var subject = requireNonNull(claims.getSubject());
    return users
        .findByExternalIdentity(issuer, subject)
        .switchIfEmpty(Mono.defer(() -> firstTime(claims, issuer, subject)))
        .filter(user -> user.status() == User.Status.ACTIVE)
        .flatMap(user -> users.save(user.signedInAt(clock.instant())));
  }

  private Mono<User> firstTime(OidcUser claims, String issuer, String subject) {
    var email = claims.getEmail();
    if (email == null || Boolean.FALSE.equals(claims.getEmailVerified())) {
      return Mono.empty();
    }
    return users
        .findByEmail(email)
        // Only who proved to the issuer that the address is theirs gets the account behind it.
        .map(known ->
            Boolean.TRUE.equals(claims.getEmailVerified()) ? Mono.just(known) : Mono.<User>empty())
        .defaultIfEmpty(Mono.defer(() -> made(claims, email)))
        .flatMap(found -> found)
        .flatMap(user -> link(user, issuer, subject));
  }

  private Mono<User> made(OidcUser claims, String email) {
    return policy
        .isOpen()
        .filter(open -> open)
        .flatMap(open -> signUps.make(email, name(claims, email), null, ZoneId.of("UTC")));
  }

  private Mono<User> link(User user, String issuer, String subject) {
    return transactions.write(
        users.link(user.id(), issuer, subject).then(handedOver(user)),
        linked ->
            new Change(
                new Actor(linked.id(), linked.email()),
                null,
                "user.linked",
                "user",
                linked.id().toString(),
                Map.of(),
                Map.of("issuer", issuer)));
  }

  /**
   * The account without what opened it so far. Whoever signed up here had not proved that the
   * address was theirs, so it may have been somebody else.
   */
  private Mono<User> handedOver(User known) {
    return tokens
        .of(known.id())
        .filter(token -> token.isValid(clock.instant()))
        .concatMap(token -> tokens.save(token.revokedAt(clock.instant())))
        .then(sessions.endAllOf(known.id()))
        .then(users.save(known.withoutPassword()));
  }

  private static String name(OidcUser claims, String email) {
    var name = claims.getFullName();
    var chosen = name == null || name.isBlank() ? email : name.strip();
    return chosen.substring(0, Math.min(chosen.length(), LONGEST_NAME));
  }
}
