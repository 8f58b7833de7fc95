package io.tollgate.portal.credential;

import static io.tollgate.portal.operation.Lookup.known;

import io.tollgate.domain.application.ApiKeys;
import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.Applications;
import io.tollgate.domain.application.Credential;
import io.tollgate.domain.application.CredentialCount;
import io.tollgate.domain.application.CredentialHealth;
import io.tollgate.domain.application.CredentialId;
import io.tollgate.domain.application.CredentialTotals;
import io.tollgate.domain.application.Credentials;
import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.domain.secret.Secret;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.portal.operation.Audited;
import io.tollgate.portal.operation.Checks;
import io.tollgate.portal.operation.Conflict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Everything that can be done with the keys of an application. */
@Component
public class CredentialOperations {

  /** For how long two keys may serve while a program changes from one to the other. */
  public static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

  private static final int LONGEST_NAME = 120;

  private final Credentials credentials;
  private final Applications applications;
  private final ApiKeys keys;
  private final Transactions transactions;
  private final Clock clock;

  CredentialOperations(
      Credentials credentials,
      Applications applications,
      ApiKeys keys,
      Transactions transactions,
      Clock clock) {
    this.credentials = credentials;
    this.applications = applications;
    this.keys = keys;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * An application's keys, newest first.
   *
   * @param after the key that the page before ended with; null for the first page
   */
  public Flux<Credential> list(
      Viewer viewer,
      ApplicationId application,
      CredentialQuery query,
      @Nullable CredentialId after,
      int limit) {
    return application(viewer, Action.VIEW_TENANT, application)
        .flatMapMany(
            found -> credentials.of(found.id(), query.filter(clock.instant()), after, limit));
  }

  /** How many keys applications of a tenant have; one without any is left out. */
  public Mono<Map<ApplicationId, CredentialCount>> counts(
      Viewer viewer, TenantId tenant, Collection<Application> applications) {
    return Mono.defer(() -> {
      Authorization.require(viewer, Action.VIEW_TENANT, tenant);
      var ids =
          applications.stream()
              .filter(application -> application.tenant().equals(tenant))
              .map(Application::id)
              .toList();
      return credentials.counts(ids, clock.instant()).collectMap(CredentialCount::application);
    });
  }

  /** How many keys the applications of a tenant have together. */
  public Mono<CredentialTotals> totals(Viewer viewer, TenantId tenant) {
    return Mono.defer(() -> {
      Authorization.require(viewer, Action.VIEW_TENANT, tenant);
      return credentials.totals(tenant, clock.instant());
    });
  }

  /** How the keys of a tenant's active applications are, with so many of the worst. */
  public Mono<CredentialHealth> health(Viewer viewer, TenantId tenant, int worst) {
    return Mono.defer(() -> {
      Authorization.require(viewer, Action.VIEW_TENANT, tenant);
      return credentials.health(tenant, clock.instant(), worst);
    });
  }

  public Mono<IssuedKey> issue(
      Viewer viewer, ApplicationId application, CredentialDetails details) {
    return application(viewer, Action.MANAGE_CREDENTIALS, application)
        .flatMap(owner -> {
          var checks = new Checks();
          var name = checks.required("name", details.name(), LONGEST_NAME);
          var expiry = details.expiresAt();
          checks.require(
              expiry == null || expiry.isAfter(clock.instant()), "expiresAt", "input.past");
          checks.done();
          return newKey(viewer, owner, name, expiry).flatMap(key -> save(viewer, owner, key));
        });
  }

  /** Ends a key at once. One that is revoked already stays as it is. */
  public Mono<Credential> revoke(Viewer viewer, CredentialId id) {
    return owned(viewer, Action.MANAGE_CREDENTIALS, id)
        .flatMap(owned ->
            owned.credential().revokedAt() != null
                ? Mono.just(owned.credential())
                : transactions.write(
                    credentials.save(owned.credential().revokedAt(clock.instant())),
                    saved ->
                        audited(viewer, owned.application(), saved, "revoked")
                            .with("prefix", saved.prefix())
                            .change()));
  }

  /** Issues a key in place of another, which goes on serving for the overlap. */
  public Mono<IssuedKey> rotate(Viewer viewer, CredentialId id, Duration overlap) {
    return owned(viewer, Action.MANAGE_CREDENTIALS, id)
        .flatMap(owned -> {
          var checks = new Checks();
          checks.require(
              !overlap.isNegative() && overlap.compareTo(LONGEST_OVERLAP) <= 0,
              "overlap",
              "input.range");
          checks.done();
          var now = clock.instant();
          var old = owned.credential();
          if (!old.isValid(now)) {
            return Mono.error(new Conflict("key_not_valid"));
          }
          return newKey(viewer, owned.application(), old.name(), old.expiresAt())
              .flatMap(key -> replace(viewer, owned, key, endOf(old, now.plus(overlap))));
        });
  }

  private static Instant endOf(Credential old, Instant wanted) {
    var end = old.expiresAt();
    return end != null && end.isBefore(wanted) ? end : wanted;
  }

  private Mono<IssuedKey> save(Viewer viewer, Application owner, IssuedKey key) {
    return transactions
        .write(
            credentials.save(key.credential()),
            saved ->
                audited(viewer, owner, saved, "created")
                    .with("application", owner.name())
                    .with("name", saved.name())
                    .with("prefix", saved.prefix())
                    .with("expiresAt", saved.expiresAt())
                    .change())
        .thenReturn(key);
  }

  private Mono<IssuedKey> replace(Viewer viewer, Owned old, IssuedKey key, Instant end) {
    var ending = old.credential().expiringAt(end);
    return transactions
        .write(
            credentials.save(ending).then(credentials.save(key.credential())),
            saved ->
                audited(viewer, old.application(), saved, "rotated")
                    .changed("prefix", ending.prefix(), saved.prefix())
                    .changed("oldKeyEndsAt", old.credential().expiresAt(), end)
                    .change())
        .thenReturn(key);
  }

  /** Randomness may block, so it is drawn away from the event loop. */
  private Mono<IssuedKey> newKey(
      Viewer viewer, Application owner, String name, @Nullable Instant expiresAt) {
    return Mono.fromCallable(keys::create)
        .subscribeOn(Schedulers.boundedElastic())
        .map(key -> new IssuedKey(credential(viewer, owner, name, key, expiresAt), key));
  }

  private Credential credential(
      Viewer viewer, Application owner, String name, Secret key, @Nullable Instant expiresAt) {
    return new Credential(
        CredentialId.create(),
        owner.id(),
        name,
        ApiKeys.prefix(key),
        keys.hash(key.reveal()),
        viewer.user(),
        clock.instant(),
        expiresAt,
        null,
        null);
  }

  private Mono<Application> application(Viewer viewer, Action action, ApplicationId id) {
    return known(applications.find(id))
        .doOnNext(application -> Authorization.require(viewer, action, application.tenant()));
  }

  private Mono<Owned> owned(Viewer viewer, Action action, CredentialId id) {
    return known(credentials.find(id))
        .flatMap(credential ->
            application(viewer, action, credential.application())
                .map(application -> new Owned(credential, application)));
  }

  private static Audited audited(
      Viewer viewer, Application owner, Credential credential, String happened) {
    return Audited.by(viewer, owner.tenant(), "credential", credential.id(), happened);
  }

  private record Owned(Credential credential, Application application) {}
}
