package io.tollgate.portal.usage;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.ledger.EntryFilter;
import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.portal.operation.Checks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a person looks for, of those that started in {@code [from, to)}; null does not
 * narrow.
 *
 * @param tenant who called, where the scope holds several
 */
public record LogQuestion(
    Instant from,
    Instant to,
    @Nullable TenantId tenant,
    @Nullable ApplicationId application,
    @Nullable ApiId api,
    @Nullable String model,
    LedgerEntry.@Nullable Outcome outcome,
    @Nullable Integer httpStatus) {

  public static LogQuestion between(Instant from, Instant to) {
    return new LogQuestion(from, to, null, null, null, null, null, null);
  }

  EntryFilter filter() {
    var checks = new Checks();
    checks.require(from.isBefore(to), "to", "input.order");
    checks.done();
    return new EntryFilter(from, to, tenant, application, api, model, outcome, httpStatus);
  }
}
