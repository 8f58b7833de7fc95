package io.tollgate.portal.token;

import static io.tollgate.portal.operation.Lookup.known;

import io.tollgate.domain.authorization.Scope;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.domain.identity.AccessToken;
import io.tollgate.domain.identity.AccessTokenId;
import io.tollgate.domain.identity.AccessTokens;
import io.tollgate.domain.secret.MasterKey;
import io.tollgate.domain.secret.Secret;
import io.tollgate.domain.secret.Tokens;
import io.tollgate.portal.operation.Audited;
import io.tollgate.portal.operation.Checks;
import io.tollgate.portal.security.People;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What a person does with their own access tokens. No access token makes another: that takes a
 * session, so that a token that leaked cannot outlive its own end.
 */
@Component
public class TokenOperations {

  /** What every access token begins with. */
  public static final String PREFIX = "tga_";

  private static final int USUAL_DAYS = 90;
  private static final int MOST_DAYS = 366;

  private final AccessTokens tokens;
  private final People people;
  private final Transactions transactions;
  private final Tokens secrets;
  private final Clock clock;

  TokenOperations(
      AccessTokens tokens,
      People people,
      Transactions transactions,
      MasterKey masterKey,
      Clock clock) {
    this.tokens = tokens;
    this.people = people;
    this.transactions = transactions;
    this.secrets = new Tokens(masterKey, "access-token", PREFIX);
    this.clock = clock;
  }

  /** The viewer's tokens, newest first, revoked ones included. */
  public Flux<AccessToken> list(Viewer viewer) {
    return tokens.of(viewer.user());
  }

  /**
   * Makes a token that may do what its scopes say of what its maker may do. Every token may read:
   * one that writes reads what came of it.
   */
  public Mono<IssuedToken> create(Viewer viewer, TokenDetails details) {
    return Mono.defer(() -> {
      var checks = new Checks();
      var name = checks.required("name", details.name(), 120);
      var days = checks.within("days", details.days(), 1, MOST_DAYS);
      checks.require(!details.scopes().isEmpty(), "scopes", "input.required");
      checks.require(mayGrant(viewer, details.scopes()), "scopes", "input.scopes");
      checks.done();
      var lifetime = Duration.ofDays(days == null ? USUAL_DAYS : days);
      // Randomness may block, so it is drawn away from the event loop.
      return Mono.fromCallable(secrets::create)
          .subscribeOn(Schedulers.boundedElastic())
          .map(secret -> issued(viewer, name, readable(details.scopes()), lifetime, secret))
          .flatMap(issued -> save(viewer, issued));
    });
  }

  /** Ends a token of the viewer's at once. */
  public Mono<AccessToken> revoke(Viewer viewer, AccessTokenId id) {
    return known(tokens.find(id).filter(token -> token.user().equals(viewer.user())))
        .flatMap(token ->
            token.revokedAt() != null
                ? Mono.just(token)
                : transactions.write(
                    tokens.save(token.revokedAt(clock.instant())),
                    saved ->
                        Audited.by(viewer, null, "access_token", id, "revoked")
                            .with("prefix", saved.prefix())
                            .change()));
  }

  /** The person that a token stands for, as they are now; empty for a token that is none. */
  public Mono<Viewer> viewer(String secret) {
    if (!secrets.looksRight(secret)) {
      return Mono.empty();
    }
    var now = clock.instant();
    return tokens
        .findByHash(secrets.hash(secret))
        .filter(token -> token.isValid(now))
        .flatMap(token ->
            people
                .viewer(token.user(), token.scopes())
                .delayUntil(person -> tokens.used(token.id(), now)));
  }

  private static Set<Scope> readable(Set<Scope> scopes) {
    var all = EnumSet.of(Scope.READ);
    all.addAll(scopes);
    return all;
  }

  private static boolean mayGrant(Viewer viewer, Set<Scope> scopes) {
    return viewer.scopes().containsAll(scopes)
        && (viewer.platformAdmin() || !scopes.contains(Scope.PLATFORM));
  }

  private IssuedToken issued(
      Viewer viewer, String name, Set<Scope> scopes, Duration lifetime, Secret secret) {
    var now = clock.instant();
    var token =
        new AccessToken(
            AccessTokenId.create(),
            viewer.user(),
            name,
            secrets.shown(secret),
            secrets.hash(secret.reveal()),
            scopes,
            now,
            now.plus(lifetime),
            null,
            null);
    return new IssuedToken(token, secret);
  }

  private Mono<IssuedToken> save(Viewer viewer, IssuedToken issued) {
    return transactions
        .write(
            tokens.save(issued.token()),
            saved ->
                Audited.by(viewer, null, "access_token", saved.id(), "created")
                    .with("name", saved.name())
                    .with("prefix", saved.prefix())
                    .with("scopes", saved.scopes().stream().sorted().toList())
                    .with("expiresAt", saved.expiresAt())
                    .change())
        .thenReturn(issued);
  }
}
