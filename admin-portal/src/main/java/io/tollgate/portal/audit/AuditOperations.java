package io.tollgate.portal.audit;

import io.tollgate.domain.audit.AuditEntry;
import io.tollgate.domain.audit.AuditFilter;
import io.tollgate.domain.audit.AuditTrail;
import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reading who changed what. */
@Component
public class AuditOperations {

  private final AuditTrail trail;

  AuditOperations(AuditTrail trail) {
    this.trail = trail;
  }

  /**
   * What the filter names, newest first, below a sequence number when given: within one tenant for
   * its admins, and without bounds for the platform's.
   */
  public Flux<AuditEntry> entries(
      Viewer viewer, AuditFilter filter, @Nullable Long before, int limit) {
    return Flux.defer(() -> {
      var tenant = filter.tenant();
      if (tenant == null) {
        Authorization.require(viewer, Action.VIEW_PLATFORM);
      } else {
        Authorization.require(viewer, Action.VIEW_AUDIT, tenant);
      }
      return trail.entries(filter, before, limit);
    });
  }

  /** The first entry that was altered afterwards; empty when the chain is whole. */
  public Mono<Long> firstAlteration(Viewer viewer) {
    return Mono.defer(() -> {
      Authorization.require(viewer, Action.VIEW_PLATFORM);
      return trail.firstAlteration();
    });
  }
}
