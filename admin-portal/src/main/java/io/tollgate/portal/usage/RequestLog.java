package io.tollgate.portal.usage;

import static io.tollgate.portal.operation.Lookup.known;

import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.ledger.EntryFilter;
import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.ledger.LedgerQueries;
import io.tollgate.domain.ledger.LedgerQueries.Cursor;
import io.tollgate.domain.ledger.LedgerScope;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What was consumed, request by request. */
@Component
public class RequestLog {

  /** The largest page that people get. */
  public static final int LARGEST_PAGE = 200;

  private static final int EXPORTED_AT_ONCE = 1000;

  private final LedgerQueries ledger;
  private final UsageAccess access;

  RequestLog(LedgerQueries ledger, UsageAccess access) {
    this.ledger = ledger;
    this.access = access;
  }

  /** One request and its explanation. */
  public Mono<LedgerEntry> find(Viewer viewer, LedgerScope scope, UUID requestId) {
    return Mono.defer(() -> {
      UsageAccess.require(viewer, Action.VIEW_LOG, scope);
      return known(ledger.find(scope, requestId));
    });
  }

  /**
   * Requests, newest first.
   *
   * @param after the last entry of the page before
   * @param limit at most one more than {@link #LARGEST_PAGE}, to learn whether there are more
   */
  public Flux<LedgerEntry> entries(
      Viewer viewer, LedgerScope scope, LogQuestion question, @Nullable Cursor after, int limit) {
    return Flux.defer(() -> {
      UsageAccess.require(viewer, Action.VIEW_LOG, scope);
      return ledger.entries(
          scope, question.filter(), after, Math.clamp(limit, 1, LARGEST_PAGE + 1));
    });
  }

  /** All requests that match as CSV, line by line, read page by page as the reader keeps up. */
  public Flux<String> csv(Viewer viewer, LedgerScope scope, LogQuestion question) {
    return Mono.defer(
            () -> {
              UsageAccess.require(viewer, Action.VIEW_LOG, scope);
              return known(access.zone(scope));
            })
        .flatMapMany(zone -> lines(scope, question.filter(), zone));
  }

  private Flux<String> lines(LedgerScope scope, EntryFilter filter, ZoneId zone) {
    var entries =
        page(scope, filter, null)
            .expand(page -> isLast(page) ? Mono.empty() : page(scope, filter, end(page)))
            .concatMapIterable(page -> page);
    return Flux.concat(
        Mono.just(RequestLogCsv.HEADING), entries.map(entry -> RequestLogCsv.line(entry, zone)));
  }

  private Mono<List<LedgerEntry>> page(
      LedgerScope scope, EntryFilter filter, @Nullable Cursor after) {
    return ledger.entries(scope, filter, after, EXPORTED_AT_ONCE).collectList();
  }

  private static boolean isLast(List<LedgerEntry> page) {
    return page.size() < EXPORTED_AT_ONCE;
  }

  private static Cursor end(List<LedgerEntry> page) {
    return new Cursor(page.getLast().startedAt(), page.getLast().requestId());
  }
}
