package io.tollgate.persistence.application;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.CredentialCount;
import java.util.UUID;

/** How many credentials an application has, counted in the database. */
record CredentialCountRow(UUID applicationId, long valid, long ended, long used) {

  static final String SELECT =
      """
      select
        application_id,
        count(*) filter (where %1$s) as valid,
        count(*) filter (where not (%1$s)) as ended,
        count(last_used_at) as used
      from credential
      where application_id = any(:applications)
      group by application_id
      """
          .formatted(CredentialSearch.VALID);

  CredentialCount toCount() {
    return new CredentialCount(new ApplicationId(applicationId), valid, ended, used);
  }
}
