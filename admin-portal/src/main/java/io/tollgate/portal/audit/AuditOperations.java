package io.tollgate.portal.audit;

import io.tollgate.domain.audit.AuditEntry;
import io.tollgate.domain.audit.AuditTrail;
import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.tenant.TenantId;
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

  /** What concerns a tenant, newest first, below a sequence number when given. */
  public Flux<AuditEntry> entries(
      Viewer viewer, TenantId tenant, @Nullable Long before, int limit) {
    return Flux.defer(() -> {
      Authorization.require(viewer, Action.VIEW_AUDIT, tenant);
      return trail.entries(tenant, before, limit);
    });
  }

  /** Everything, newest first, below a sequence number when given. */
  public Flux<AuditEntry> entries(Viewer viewer, @Nullable Long before, int limit) {
    return Flux.defer(() -> {
      Authorization.require(viewer, Action.VIEW_PLATFORM);
      return trail.entries(null, before, limit);
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
