package io.tollgate.domain.ledger;

import io.tollgate.domain.tenant.TenantId;

/** Whose entries a question may see. */
public sealed interface LedgerScope {

  /** What a tenant consumed. */
  record Consumer(TenantId tenant) implements LedgerScope {}

  /** What was consumed of the APIs that a tenant publishes. */
  record Owner(TenantId tenant) implements LedgerScope {}

  /** Everything, for platform admins. */
  record Platform() implements LedgerScope {}
}
