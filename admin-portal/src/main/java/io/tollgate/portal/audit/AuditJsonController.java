package io.tollgate.portal.audit;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tollgate.domain.audit.AuditEntry;
import io.tollgate.domain.audit.AuditFilter;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.portal.adminapi.AdminApi;
import io.tollgate.portal.adminapi.Listing;
import io.tollgate.portal.adminapi.Paging;
import io.tollgate.portal.operation.InvalidInput;
import io.tollgate.portal.web.CsvFile;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who changed what, for scripts. */
@AdminApi
@Tag(name = "Audit")
class AuditJsonController {

  record AuditResponse(
      long sequence,
      Instant occurredAt,
      String actor,
      @Nullable UUID actorId,
      @Nullable UUID tenant,
      String action,
      String objectType,
      String objectId,
      Map<String, String> before,
      Map<String, String> after) {

    static AuditResponse of(AuditEntry entry) {
      var change = entry.change();
      var actor = change.actor().user();
      var tenant = change.tenant();
      return new AuditResponse(
          entry.sequence(),
          entry.occurredAt(),
          change.actor().name(),
          actor == null ? null : actor.value(),
          tenant == null ? null : tenant.value(),
          change.action(),
          change.objectType(),
          change.objectId(),
          change.before(),
          change.after());
    }
  }

  /**
   * Which entries are asked for.
   *
   * @param actor a part of who did it
   * @param action a part of what was done
   * @param object the whole id of what it was done to
   * @param from inclusive
   * @param to exclusive
   */
  record AuditQuestion(
      @Nullable String actor,
      @Nullable String action,
      @Nullable String object,
      @Nullable Instant from,
      @Nullable Instant to) {

    AuditFilter filter() {
      return new AuditFilter(null, actor, action, object, from, to);
    }
  }

  /** The first entry that was altered afterwards; null when the chain is whole. */
  record Verification(boolean whole, @Nullable Long firstAlteration) {}

  private final AuditOperations audit;

  AuditJsonController(AuditOperations audit) {
    this.audit = audit;
  }

  @GetMapping("/tenants/{tenant}/audit")
  Mono<Listing<AuditResponse>> listAuditOfTenant(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable TenantId tenant,
      @ParameterObject AuditQuestion question,
      @ParameterObject Paging paging) {
    return page(viewer, question.filter().within(tenant), paging);
  }

  @GetMapping("/audit")
  Mono<Listing<AuditResponse>> listAudit(
      @AuthenticationPrincipal Viewer viewer,
      @ParameterObject AuditQuestion question,
      @ParameterObject Paging paging) {
    return page(viewer, question.filter(), paging);
  }

  @GetMapping(path = "/tenants/{tenant}/audit.csv", produces = CsvFile.TYPE)
  ResponseEntity<Flux<String>> exportAuditOfTenant(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable UUID tenant,
      @ParameterObject AuditQuestion question) {
    return export(viewer, question.filter().within(new TenantId(tenant)));
  }

  @GetMapping(path = "/audit.csv", produces = CsvFile.TYPE)
  ResponseEntity<Flux<String>> exportAudit(
      @AuthenticationPrincipal Viewer viewer, @ParameterObject AuditQuestion question) {
    return export(viewer, question.filter());
  }

  private ResponseEntity<Flux<String>> export(Viewer viewer, AuditFilter filter) {
    return CsvFile.of("audit.csv", audit.csv(viewer, filter));
  }

  @GetMapping("/audit/verification")
  Mono<Verification> verifyAudit(@AuthenticationPrincipal Viewer viewer) {
    return audit
        .firstAlteration(viewer)
        .map(sequence -> new Verification(false, sequence))
        .defaultIfEmpty(new Verification(true, null));
  }

  private Mono<Listing<AuditResponse>> page(Viewer viewer, AuditFilter filter, Paging paging) {
    return Flux.defer(() -> audit.entries(viewer, filter, before(paging), paging.size() + 1))
        .map(AuditResponse::of)
        .collectList()
        .map(entries ->
            Listing.ofOneMore(entries, entry -> Long.toString(entry.sequence()), paging.size()));
  }

  private static @Nullable Long before(Paging paging) {
    var after = paging.after();
    try {
      return after == null ? null : Long.valueOf(after);
    } catch (NumberFormatException noCursor) {
      throw InvalidInput.of("after", "input.unknown");
    }
  }
}
