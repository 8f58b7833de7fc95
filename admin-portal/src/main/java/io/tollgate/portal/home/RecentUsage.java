package io.tollgate.portal.home;

import io.tollgate.domain.ledger.EntryFilter;
import io.tollgate.domain.ledger.Grouping;
import io.tollgate.domain.ledger.LedgerQueries;
import io.tollgate.domain.ledger.LedgerScope;
import io.tollgate.domain.ledger.UsageSum;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Figure;
import io.tollgate.portal.web.Numbers;
import io.tollgate.portal.web.Texts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a tenant used in the last seven days, in four numbers. */
@Component
class RecentUsage {

  private static final int DAYS = 7;

  private final LedgerQueries ledger;
  private final Texts texts;
  private final Clock clock;

  RecentUsage(LedgerQueries ledger, Texts texts, Clock clock) {
    this.ledger = ledger;
    this.texts = texts;
    this.clock = clock;
  }

  Mono<List<Figure>> of(SignedIn person) {
    var tenant = person.tenant();
    var today = clock.instant().atZone(tenant.timeZone()).toLocalDate();
    Instant from = today.minusDays(DAYS - 1).atStartOfDay(tenant.timeZone()).toInstant();
    Instant to = from.plus(Duration.ofDays(DAYS + 1));
    var whole = new Grouping(Grouping.Dimension.NOTHING, Grouping.Period.WHOLE, tenant.timeZone());
    return ledger
        .sums(new LedgerScope.Consumer(tenant.id()), EntryFilter.between(from, to), whole)
        .collectList()
        .map(this::figures);
  }

  private List<Figure> figures(List<UsageSum> sums) {
    long requests = total(sums, UsageSum::requests);
    long failed = total(sums, UsageSum::failed);
    long refused = total(sums, UsageSum::refused);
    return List.of(
        new Figure(texts.text("home.spend"), spend(sums), texts.text("home.days")),
        new Figure(
            texts.text("home.tokens"),
            Numbers.compact(total(sums, sum -> sum.usage().total())),
            texts.text("home.days")),
        new Figure(
            texts.text("home.requests"),
            Numbers.compact(requests),
            texts.text("home.refused", Numbers.whole(refused))),
        new Figure(
            texts.text("home.success"),
            Numbers.success(requests, failed),
            texts.text("home.failed", Numbers.whole(failed))));
  }

  private static long total(List<UsageSum> sums, ToLongFunction<UsageSum> number) {
    return sums.stream().mapToLong(number).sum();
  }

  private static String spend(List<UsageSum> sums) {
    return Numbers.money(sums.stream().map(UsageSum::cost).flatMap(Stream::ofNullable));
  }
}
