package io.tollgate.portal.home;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.Credential;
import io.tollgate.portal.application.ApplicationOperations;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Moment;
import io.tollgate.portal.web.Moments;
import io.tollgate.portal.web.Status;
import io.tollgate.portal.web.Texts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How a tenant's keys are: which of them end, which ended, which nobody uses. */
@Component
class KeyHealth {

  private static final int SHOWN = 5;

  /** When the end of a key is worth a warning, and for how long it is still news. */
  private static final Duration NEAR = Duration.ofDays(7);

  /** A key that served nobody for so long had better be revoked. */
  private static final Duration IDLE = Duration.ofDays(30);

  /** A key made for less, such as the playground's, ends as it was meant to. */
  private static final Duration BRIEF = Duration.ofDays(1);

  private final ApplicationOperations applications;
  private final Moments moments;
  private final Texts texts;
  private final Clock clock;

  KeyHealth(ApplicationOperations applications, Moments moments, Texts texts, Clock clock) {
    this.applications = applications;
    this.moments = moments;
    this.texts = texts;
    this.clock = clock;
  }

  /** What there is to say about a key, the most urgent first. */
  private enum State {
    ENDED,
    ENDING,
    UNUSED,
    FINE
  }

  /** A key as it is shown: never more than its first characters. */
  record KeyLine(
      String name,
      String prefix,
      String application,
      String path,
      Status status,
      @Nullable Moment usedAt,
      @Nullable Moment endsAt) {}

  /**
   * The keys that matter.
   *
   * @param summary how many of them need a look, in words
   */
  record Keys(String summary, List<KeyLine> lines) {}

  private record Judged(Credential key, State state) {}

  /** The keys of the tenant's active applications; lists the most urgent, then the latest used. */
  Mono<Keys> of(SignedIn person, List<Credential> all) {
    return applications
        .list(person.viewer(), person.tenant().id())
        .filter(application -> application.status() == Application.Status.ACTIVE)
        .collectMap(Application::id, Application::name)
        .map(names -> keys(judged(all, names), names, person));
  }

  private List<Judged> judged(List<Credential> all, Map<ApplicationId, String> names) {
    var now = clock.instant();
    return all.stream()
        .filter(key -> names.containsKey(key.application()) && matters(key, now))
        .map(key -> new Judged(key, state(key, now)))
        .sorted(
            Comparator.comparing(Judged::state)
                .thenComparing(
                    one -> one.key().lastUsedAt(),
                    Comparator.nullsLast(Comparator.<Instant>reverseOrder())))
        .toList();
  }

  private static boolean matters(Credential key, Instant now) {
    var end = key.expiresAt();
    if (key.revokedAt() != null) {
      return false;
    }
    return end == null
        || (end.isAfter(now.minus(NEAR)) && end.isAfter(key.createdAt().plus(BRIEF)));
  }

  private static State state(Credential key, Instant now) {
    var end = key.expiresAt();
    var used = key.lastUsedAt();
    if (!key.isValid(now)) {
      return State.ENDED;
    }
    if (end != null && end.isBefore(now.plus(NEAR))) {
      return State.ENDING;
    }
    var idleSince = used == null ? key.createdAt() : used;
    return idleSince.isBefore(now.minus(IDLE)) ? State.UNUSED : State.FINE;
  }

  private Keys keys(List<Judged> keys, Map<ApplicationId, String> names, SignedIn person) {
    long urgent = keys.stream().filter(one -> one.state() != State.FINE).count();
    var summary =
        urgent == 0
            ? texts.text("home.keys.fine", keys.size())
            : texts.text("home.keys.urgent", urgent, keys.size());
    return new Keys(
        summary,
        keys.stream()
            .limit(SHOWN)
            .map(one -> line(one, names.getOrDefault(one.key().application(), ""), person))
            .toList());
  }

  private KeyLine line(Judged judged, String application, SignedIn person) {
    var key = judged.key();
    return new KeyLine(
        key.name(),
        key.prefix(),
        application,
        "/apps/" + key.application(),
        status(judged.state()),
        moments.ofNullable(key.lastUsedAt(), person),
        moments.ofNullable(key.expiresAt(), person));
  }

  private Status status(State state) {
    return switch (state) {
      case ENDED -> Status.danger(texts.text("key.expired"));
      case ENDING -> Status.warn(texts.text("key.ending"));
      case UNUSED -> Status.neutral(texts.text("key.unused"));
      case FINE -> Status.ok(texts.text("key.valid"));
    };
  }
}
