package io.tollgate.domain.ledger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What people ask the ledger. Every question is limited to what its scope may see. */
public interface LedgerQueries {

  /** One entry, or empty when it is unknown or outside the scope. */
  Mono<LedgerEntry> find(LedgerScope scope, UUID requestId);

  /** Entries, newest first, at most 10,000. The cursor is the last entry of the page before. */
  Flux<LedgerEntry> entries(
      LedgerScope scope, EntryFilter filter, @Nullable Cursor after, int limit);

  /**
   * Sums over the same entries that {@link #entries} lists, by period, then group. Cheap when only
   * tenant, application, API and model are asked for.
   */
  Flux<UsageSum> sums(LedgerScope scope, EntryFilter filter, Grouping grouping);

  /** Where a page ends. */
  record Cursor(Instant startedAt, UUID requestId) {}
}
