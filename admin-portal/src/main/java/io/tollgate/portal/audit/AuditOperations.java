package io.tollgate.portal.audit;

import io.tollgate.domain.audit.AuditEntry;
import io.tollgate.domain.audit.AuditFilter;
import io.tollgate.domain.audit.AuditTrail;
import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading who changed what. */
@Component
class AuditOperations {

  private static final int EXPORTED_AT_ONCE = 1000;

  private final AuditTrail trail;

  AuditOperations(AuditTrail trail) {
    this.trail = trail;
  }

  /**
   * What the filter names, newest first, below a sequence number when given: within one tenant for
   * its admins, and without bounds for the platform's.
   */
  Flux<AuditEntry> entries(Viewer viewer, AuditFilter filter, @Nullable Long before, int limit) {
    return Flux.defer(() -> {
      require(viewer, filter);
      return trail.entries(filter, before, limit);
    });
  }

  /** All that the filter names as CSV, newest first, read page by page as the reader keeps up. */
  public Flux<String> csv(Viewer viewer, AuditFilter filter) {
    return Flux.defer(() -> {
      require(viewer, filter);
      var entries =
          page(filter, null)
              .expand(page -> isLast(page) ? Mono.empty() : page(filter, end(page)))
              .concatMapIterable(page -> page);
      return Flux.concat(Mono.just(AuditCsv.HEADING), entries.map(AuditCsv::line));
    });
  }

  private static void require(Viewer viewer, AuditFilter filter) {
    var tenant = filter.tenant();
    if (tenant == null) {
      Authorization.require(viewer, Action.VIEW_PLATFORM);
    } else {
      Authorization.require(viewer, Action.VIEW_AUDIT, tenant);
    }
  }

  private Mono<List<AuditEntry>> page(AuditFilter filter, @Nullable Long before) {
    return trail.entries(filter, before, EXPORTED_AT_ONCE).collectList();
  }

  private static boolean isLast(List<AuditEntry> page) {
    return page.size() < EXPORTED_AT_ONCE;
  }

  private static long end(List<AuditEntry> page) {
    return page.getLast().sequence();
  }

  /** The first entry that was altered afterwards; empty when the chain is whole. */
  Mono<Long> firstAlteration(Viewer viewer) {
    return Mono.defer(() -> {
      Authorization.require(viewer, Action.VIEW_PLATFORM);
      return trail.firstAlteration();
    });
  }
}
