package io.tollgate.domain.ledger;

import java.util.List;
import reactor.core.publisher.Mono;

/** Where ledger entries are written. */
public interface Ledger {

  /**
   * Writes entries and their sums in one transaction. Entries that are there already are left
   * alone, so a batch may be written again; returns how many were new. Fails with {@link
   * EntriesRefused} when the fault is in the entries themselves.
   */
  Mono<Integer> append(List<LedgerEntry> entries);
}
