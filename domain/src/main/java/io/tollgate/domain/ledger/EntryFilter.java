package io.tollgate.domain.ledger;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are meant: those that started in {@code [from, to)} and match all that is not null.
 *
 * @param model the name of a model that exists
 */
public record EntryFilter(
    Instant from,
    Instant to,
    @Nullable TenantId tenant,
    @Nullable ApplicationId application,
    @Nullable ApiId api,
    @Nullable String model,
    LedgerEntry.@Nullable Outcome outcome,
    @Nullable Integer httpStatus) {

  public static EntryFilter between(Instant from, Instant to) {
    return new EntryFilter(from, to, null, null, null, null, null, null);
  }
}
