package io.tollgate.persistence.application;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.CredentialHealth;
import io.tollgate.domain.application.CredentialHealth.Condition;
import io.tollgate.domain.application.CredentialHealth.Judged;
import io.tollgate.persistence.database.EnumColumn;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A credential that was judged in the database, beside how many there are of its kind. */
record CredentialHealthRow(
    UUID applicationId,
    String applicationName,
    String name,
    String prefix,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt,
    String condition,
    long matter,
    long urgent) {

  /** What was made for less than {@code :brief} seconds ends as it was meant to. */
  static final String SELECT =
      """
      with judged as (
        select
          application_id, application.name as application_name, credential.name, prefix,
          expires_at, last_used_at,
          case
            when expires_at <= :at then 'ended'
            when expires_at < :near then 'ending'
            when coalesce(last_used_at, credential.created_at) < :idleSince then 'unused'
            else 'fine'
          end as condition
        from credential join application on application.id = application_id
        where tenant_id = :tenant and application.status = 'active' and revoked_at is null
          and (expires_at is null or (
            expires_at > :longOver
            and expires_at > credential.created_at + make_interval(secs => :brief))))
      select
        judged.*,
        count(*) over () as matter,
        count(*) filter (where condition <> 'fine') over () as urgent
      from judged
      order by
        array_position(array['ended', 'ending', 'unused', 'fine'], condition),
        last_used_at desc nulls last, application_name, name
      limit :worst
      """;

  static CredentialHealth health(List<CredentialHealthRow> worst) {
    return worst.isEmpty()
        ? new CredentialHealth(0, 0, List.of())
        : new CredentialHealth(
            worst.getFirst().matter,
            worst.getFirst().urgent,
            worst.stream().map(CredentialHealthRow::toJudged).toList());
  }

  private Judged toJudged() {
    return new Judged(
        new ApplicationId(applicationId),
        applicationName,
        name,
        prefix,
        expiresAt,
        lastUsedAt,
        EnumColumn.value(Condition.class, condition));
  }
}
