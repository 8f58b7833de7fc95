package io.tollgate.domain.application;

import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A program of a tenant that calls the gateway. */
public record Application(
    ApplicationId id,
    TenantId tenant,
    String name,
    String description,
    Status status,
    @Nullable UserId createdBy,
    Instant createdAt) {

  public enum Status {
    ACTIVE,
    /** Its keys are refused. */
    DISABLED
  }

  public Application withDetails(String changedName, String changedDescription) {
    return new Application(
        id, tenant, changedName, changedDescription, status, createdBy, createdAt);
  }

  public Application withStatus(Status changed) {
    return new Application(id, tenant, name, description, changed, createdBy, createdAt);
  }
}
