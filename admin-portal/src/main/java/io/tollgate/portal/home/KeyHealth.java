package io.tollgate.portal.home;

import io.tollgate.domain.application.CredentialHealth;
import io.tollgate.domain.application.CredentialHealth.Condition;
import io.tollgate.domain.application.CredentialHealth.Judged;
import io.tollgate.portal.credential.CredentialOperations;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Moment;
import io.tollgate.portal.web.Moments;
import io.tollgate.portal.web.Status;
import io.tollgate.portal.web.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How a tenant's keys are: which of them end, which ended, which nobody uses. */
@Component
class KeyHealth {

  private static final int SHOWN = 5;

  private final CredentialOperations credentials;
  private final Moments moments;
  private final Texts texts;

  KeyHealth(CredentialOperations credentials, Moments moments, Texts texts) {
    this.credentials = credentials;
    this.moments = moments;
    this.texts = texts;
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

  /** The keys of the tenant's active applications; lists the most urgent, then the latest used. */
  Mono<Keys> of(SignedIn person) {
    return credentials
        .health(person.viewer(), person.tenant().id(), SHOWN)
        .map(health -> keys(health, person));
  }

  private Keys keys(CredentialHealth health, SignedIn person) {
    var summary =
        health.urgent() == 0
            ? texts.text("home.keys.fine", health.all())
            : texts.text("home.keys.urgent", health.urgent(), health.all());
    return new Keys(summary, health.worst().stream().map(key -> line(key, person)).toList());
  }

  private KeyLine line(Judged key, SignedIn person) {
    return new KeyLine(
        key.name(),
        key.prefix(),
        key.applicationName(),
        "/apps/" + key.application(),
        status(key.condition()),
        moments.ofNullable(key.lastUsedAt(), person),
        moments.ofNullable(key.expiresAt(), person));
  }

  private Status status(Condition condition) {
    return switch (condition) {
      case ENDED -> Status.danger(texts.text("key.expired"));
      case ENDING -> Status.warn(texts.text("key.ending"));
      case UNUSED -> Status.neutral(texts.text("key.unused"));
      case FINE -> Status.ok(texts.text("key.valid"));
    };
  }
}
