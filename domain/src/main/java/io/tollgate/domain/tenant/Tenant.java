package io.tollgate.domain.tenant;

import java.time.Instant;
import java.time.ZoneId;

/** A team or an organisation: it owns applications, members and the APIs it publishes. */
public record Tenant(
    TenantId id,
    String slug,
    String name,
    Kind kind,
    Status status,
    ZoneId timeZone,
    Instant createdAt) {

  public enum Kind {
    /** Made at sign-up, for one person. */
    PERSONAL,
    TEAM
  }

  public enum Status {
    ACTIVE,
    /** Its keys are refused. */
    SUSPENDED
  }

  public Tenant withStatus(Status changed) {
    return new Tenant(id, slug, name, kind, changed, timeZone, createdAt);
  }

  public Tenant withDetails(String changedName, ZoneId changedZone) {
    return new Tenant(id, slug, changedName, kind, status, changedZone, createdAt);
  }
}
