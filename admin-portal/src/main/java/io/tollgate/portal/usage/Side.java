package io.tollgate.portal.usage;

import io.tollgate.domain.ledger.LedgerScope;
import io.tollgate.domain.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/** From which side a tenant looks at usage. */
enum Side {
  /** What its applications consumed. */
  CONSUMED,
  /** What was consumed of the APIs that it publishes. */
  PUBLISHED;

  /** The scope of a tenant on this side; what it consumed when there is none. */
  public static LedgerScope scope(@Nullable Side side, TenantId tenant) {
    return switch (side) {
      case null -> new LedgerScope.Consumer(tenant);
      case CONSUMED -> new LedgerScope.Consumer(tenant);
      case PUBLISHED -> new LedgerScope.Owner(tenant);
    };
  }
}
