package io.tollgate.persistence.application;

import io.tollgate.domain.application.CredentialTotals;

/** How many credentials a tenant has, counted in the database. */
record CredentialTotalsRow(long valid, long used) {

  static final String SELECT =
      """
      select count(*) filter (where %s) as valid, count(last_used_at) as used
      from credential
      where application_id in (select id from application where tenant_id = :tenant)
      """
          .formatted(CredentialSearch.VALID);

  CredentialTotals toTotals() {
    return new CredentialTotals(valid, used);
  }
}
