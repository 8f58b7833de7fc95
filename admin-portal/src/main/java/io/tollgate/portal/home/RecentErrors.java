package io.tollgate.portal.home;

import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.ledger.LedgerScope;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.usage.LogQuestion;
import io.tollgate.portal.usage.RequestEnding;
import io.tollgate.portal.usage.RequestLog;
import io.tollgate.portal.web.Moment;
import io.tollgate.portal.web.Texts;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The calls of the last seven days that did not get what they asked for, in words. */
@Component
class RecentErrors {

  private static final int SHOWN = 5;
  private static final Duration SPAN = Duration.ofDays(7);

  /** A client that goes away has no error to look into. */
  private static final List<Outcome> ERRORS =
      List.of(Outcome.REFUSED, Outcome.FAILED, Outcome.INTERRUPTED);

  private final RequestLog log;
  private final Texts texts;
  private final Clock clock;

  RecentErrors(RequestLog log, Texts texts, Clock clock) {
    this.log = log;
    this.texts = texts;
    this.clock = clock;
  }

  /** A call that went wrong. */
  record ErrorLine(String path, Moment moment, RequestEnding ending) {}

  /** The last of them, newest first. Each outcome is asked for by itself: the log has an index. */
  Mono<List<ErrorLine>> of(SignedIn person) {
    return Flux.fromIterable(ERRORS)
        .flatMap(outcome -> newest(person, outcome))
        .sort(Comparator.comparing(LedgerEntry::startedAt).reversed())
        .take(SHOWN)
        .map(entry -> line(entry, person))
        .collectList();
  }

  private Flux<LedgerEntry> newest(SignedIn person, Outcome outcome) {
    var now = clock.instant();
    var question = new LogQuestion(now.minus(SPAN), now, null, null, null, null, outcome, null);
    var scope = new LedgerScope.Consumer(person.tenant().id());
    return log.entries(person.viewer(), scope, question, null, SHOWN);
  }

  private ErrorLine line(LedgerEntry entry, SignedIn person) {
    return new ErrorLine(
        "/logs/" + entry.requestId(),
        Moment.of(entry.startedAt(), person.user().timeZone(), clock.instant()),
        RequestEnding.of(entry, texts));
  }
}
