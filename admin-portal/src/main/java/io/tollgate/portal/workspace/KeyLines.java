package io.tollgate.portal.workspace;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.Credential;
import io.tollgate.domain.application.CredentialCount;
import io.tollgate.domain.application.CredentialHealth;
import io.tollgate.portal.credential.CredentialOperations;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Choice;
import io.tollgate.portal.web.Moment;
import io.tollgate.portal.web.Moments;
import io.tollgate.portal.web.Pager;
import io.tollgate.portal.web.Status;
import io.tollgate.portal.web.Texts;
import io.tollgate.portal.workspace.KeySearch.Shown;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The keys of an application, page by page. */
@Component
class KeyLines {

  private static final int PAGE_SIZE = 50;

  private final CredentialOperations credentials;
  private final Texts texts;
  private final Moments moments;
  private final Clock clock;

  KeyLines(CredentialOperations credentials, Texts texts, Moments moments, Clock clock) {
    this.credentials = credentials;
    this.texts = texts;
    this.moments = moments;
    this.clock = clock;
  }

  /** A key as it is shown: never more than its first characters. */
  record KeyLine(
      String id,
      String name,
      String prefix,
      Status status,
      Moment createdAt,
      @Nullable Moment lastUsedAt,
      @Nullable Moment endsAt,
      boolean valid) {}

  /**
   * A page of keys.
   *
   * @param shown the word of the URL for which keys are shown
   * @param searchable whether there is more than what is seen at once
   */
  record Page(
      List<KeyLine> lines,
      Pager pager,
      CredentialCount count,
      List<Choice> choices,
      String shown,
      boolean filtered,
      boolean searchable) {}

  Mono<Page> list(SignedIn person, Application application, KeySearch search) {
    var viewer = person.viewer();
    var id = application.id();
    return Mono.zip(
            credentials
                .list(viewer, id, search.query(), search.cursor(), PAGE_SIZE + 1)
                .collectList(),
            credentials.counts(viewer, application.tenant(), List.of(application)))
        .map(found ->
            page(
                person,
                id,
                search,
                found.getT1(),
                found.getT2().getOrDefault(id, CredentialCount.none(id))));
  }

  private Page page(
      SignedIn person,
      ApplicationId id,
      KeySearch search,
      List<Credential> found,
      CredentialCount count) {
    var now = clock.instant();
    var shown = found.subList(0, Math.min(PAGE_SIZE, found.size()));
    var first = search.cursor() == null ? null : search.on(id, null);
    var next = found.size() > PAGE_SIZE ? search.on(id, shown.getLast().id()) : null;
    return new Page(
        shown.stream().map(key -> line(key, person, now)).toList(),
        new Pager(first, next),
        count,
        Arrays.stream(Shown.values()).map(this::choice).toList(),
        search.shown().word(),
        search.narrows(),
        search.narrows() || count.ended() > 0 || count.all() > PAGE_SIZE);
  }

  private Choice choice(Shown shown) {
    return new Choice(shown.word(), texts.text("key.shown." + shown.word()));
  }

  private KeyLine line(Credential key, SignedIn person, Instant now) {
    return new KeyLine(
        key.id().toString(),
        key.name(),
        key.prefix(),
        status(key, now),
        moments.of(key.createdAt(), person),
        moments.ofNullable(key.lastUsedAt(), person),
        moments.ofNullable(key.revokedAt() == null ? key.expiresAt() : key.revokedAt(), person),
        key.isValid(now));
  }

  private Status status(Credential key, Instant now) {
    if (key.revokedAt() != null) {
      return Status.neutral(texts.text("key.revoked"));
    }
    if (!key.isValid(now)) {
      return Status.neutral(texts.text("key.expired"));
    }
    var end = key.expiresAt();
    return end != null && end.isBefore(now.plus(CredentialHealth.NEAR))
        ? Status.warn(texts.text("key.ending"))
        : Status.ok(texts.text("key.valid"));
  }
}
