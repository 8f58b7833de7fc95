package io.tollgate.persistence.application;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.persistence.database.EnumColumn;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code application}. */
public record ApplicationRow(
    UUID id,
    UUID tenantId,
    String name,
    String description,
    String status,
    @Nullable UUID createdBy,
    Instant createdAt) {

  public static final String COLUMNS =
      "id, tenant_id, name, description, status, created_by, created_at";

  static ApplicationRow of(Application application) {
    var creator = application.createdBy();
    return new ApplicationRow(
        application.id().value(),
        application.tenant().value(),
        application.name(),
        application.description(),
        EnumColumn.text(application.status()),
        creator == null ? null : creator.value(),
        application.createdAt());
  }

  public Application toApplication() {
    return new Application(
        new ApplicationId(id),
        new TenantId(tenantId),
        name,
        description,
        EnumColumn.value(Application.Status.class, status),
        createdBy == null ? null : new UserId(createdBy),
        createdAt);
  }
}
