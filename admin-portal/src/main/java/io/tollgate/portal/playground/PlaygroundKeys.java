package io.tollgate.portal.playground;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.secret.Secret;
import io.tollgate.portal.credential.CredentialDetails;
import io.tollgate.portal.credential.CredentialOperations;
import io.tollgate.portal.credential.IssuedKey;
import io.tollgate.portal.web.Texts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * The keys that runs are made with: ordinary keys of the application, issued in the person's name
 * and audited like any other, that end within minutes. They are in this process's memory only, so
 * nobody else can use them, and what a process that dies leaves behind ends by itself.
 */
@Component
public class PlaygroundKeys {

  private static final Duration LIFETIME = Duration.ofMinutes(15);

  /** A key that is nearly over is not begun with. */
  private static final Duration LEAST = Duration.ofMinutes(1);

  /** After this every gateway knows a key; one that does not has been told that it is revoked. */
  private static final Duration SPREAD = Duration.ofSeconds(8);

  /** A new key is known everywhere within seconds. */
  private static final Retry UNTIL_KNOWN =
      Retry.fixedDelay(50, Duration.ofMillis(200)).filter(KeyNotKnown.class::isInstance);

  private final CredentialOperations credentials;
  private final Texts texts;
  private final Clock clock;
  private final Map<Holder, Held> held = new ConcurrentHashMap<>();

  PlaygroundKeys(CredentialOperations credentials, Texts texts, Clock clock) {
    this.credentials = credentials;
    this.texts = texts;
    this.clock = clock;
  }

  private record Holder(UserId person, ApplicationId application) {}

  private record Held(Mono<IssuedKey> key, Instant issuedAt) {

    boolean lasts(Instant now) {
      return now.isBefore(issuedAt.plus(LIFETIME).minus(LEAST));
    }
  }

  /**
   * Calls the gateway with a person's key of an application. A call that fails with {@link
   * KeyNotKnown} was refused whole and is made again until the key is known, or fails with the
   * same.
   */
  public <T> Flux<T> using(Viewer viewer, Application application, Function<Secret, Flux<T>> call) {
    return key(viewer, application)
        .flatMapMany(call)
        .doOnError(KeyNotKnown.class, refused -> refused(viewer, application))
        .retryWhen(UNTIL_KNOWN)
        .onErrorMap(
            failure -> failure.getCause() instanceof KeyNotKnown, failure -> new KeyNotKnown());
  }

  /** A person's key of an application: the one that is there, or else a new one. */
  private Mono<Secret> key(Viewer viewer, Application application) {
    return Mono.defer(() -> {
      var now = clock.instant();
      held.values().removeIf(one -> !one.lasts(now));
      var holder = new Holder(viewer.user(), application.id());
      return held.computeIfAbsent(holder, absent -> issue(viewer, holder, now))
          .key()
          .map(IssuedKey::key);
    });
  }

  /** The gateway does not take it: it is still on its way there, or was revoked. */
  private void refused(Viewer viewer, Application application) {
    held.computeIfPresent(
        new Holder(viewer.user(), application.id()),
        (holder, one) -> clock.instant().isBefore(one.issuedAt().plus(SPREAD)) ? one : null);
  }

  /**
   * Revokes the keys that are held for a person, at the end of their session.
   *
   * @param viewer who ends them: the person, or somebody who may manage their keys
   */
  public Mono<Void> endAllOf(Viewer viewer, UserId person) {
    return Flux.fromIterable(Map.copyOf(held).entrySet())
        .filter(entry -> entry.getKey().person().equals(person))
        .doOnNext(entry -> held.remove(entry.getKey(), entry.getValue()))
        .concatMap(entry -> entry.getValue().key())
        .concatMap(issued -> credentials.revoke(viewer, issued.credential().id()))
        .then();
  }

  private Held issue(Viewer viewer, Holder holder, Instant now) {
    var name = texts.text("playground.key", viewer.email());
    var details = new CredentialDetails(name, now.plus(LIFETIME));
    // Kept from here on, whoever asked for it first and whether or not they still wait.
    var key =
        credentials
            .issue(viewer, holder.application(), details)
            .doOnError(failed -> held.remove(holder))
            .cache();
    return new Held(key, now);
  }
}
