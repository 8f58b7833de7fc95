package io.tollgate.domain.audit;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The audit entries, for reading. They are written by {@code Transactions} only. */
public interface AuditTrail {

  /** Entries newest first, below a sequence number when given; at most 10,000. */
  Flux<AuditEntry> entries(AuditFilter filter, @Nullable Long before, int limit);

  /**
   * The sequence number of the first entry whose hash does not fit, or empty when the chain is
   * whole.
   */
  Mono<Long> firstAlteration();
}
