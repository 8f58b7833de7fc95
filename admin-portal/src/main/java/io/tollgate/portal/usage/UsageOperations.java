package io.tollgate.portal.usage;

import static io.tollgate.portal.operation.Lookup.known;

import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.ledger.Grouping;
import io.tollgate.domain.ledger.LedgerQueries;
import io.tollgate.domain.ledger.LedgerScope;
import io.tollgate.domain.ledger.UsageSum;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What was consumed, in sums. */
@Component
class UsageOperations {

  private final LedgerQueries ledger;
  private final UsageAccess access;
  private final Labels labels;
  private final Clock clock;

  UsageOperations(LedgerQueries ledger, UsageAccess access, Labels labels, Clock clock) {
    this.ledger = ledger;
    this.access = access;
    this.labels = labels;
    this.clock = clock;
  }

  Mono<UsageReport> report(Viewer viewer, LedgerScope scope, UsageQuestion question) {
    return zone(viewer, scope).flatMap(zone -> report(scope, question, zone));
  }

  /**
   * The same report as CSV, line by line; its costs are exact, so that they add up to the total.
   */
  Flux<String> csv(Viewer viewer, LedgerScope scope, UsageQuestion question) {
    return report(viewer, scope, question).flatMapIterable(UsageCsv::lines);
  }

  /** Today, where the tenant is. */
  Mono<LocalDate> today(Viewer viewer, LedgerScope scope) {
    return zone(viewer, scope).map(zone -> LocalDate.ofInstant(clock.instant(), zone));
  }

  private Mono<ZoneId> zone(Viewer viewer, LedgerScope scope) {
    return Mono.defer(() -> {
      UsageAccess.require(viewer, Action.VIEW_USAGE, scope);
      return known(access.zone(scope));
    });
  }

  private Mono<UsageReport> report(LedgerScope scope, UsageQuestion question, ZoneId zone) {
    question.check();
    var grouping = new Grouping(question.by(), question.period(), zone);
    var asOf = clock.instant();
    return ledger
        .sums(scope, question.filter(zone), grouping)
        .collectList()
        .flatMap(sums -> labels.of(question.by(), groups(sums)).map(named -> rows(sums, named)))
        .map(rows -> UsageReport.of(question, zone, asOf, rows));
  }

  private static List<String> groups(List<UsageSum> sums) {
    return sums.stream().map(UsageSum::group).filter(Objects::nonNull).distinct().toList();
  }

  private static List<UsageReport.Row> rows(List<UsageSum> sums, Map<String, String> labels) {
    return sums.stream().map(sum -> new UsageReport.Row(sum, label(sum, labels))).toList();
  }

  private static String label(UsageSum sum, Map<String, String> labels) {
    var group = sum.group();
    return group == null ? "" : labels.getOrDefault(group, group);
  }
}
