package io.tollgate.persistence.tenant;

import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.persistence.database.EnumColumn;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;

/** A row of {@code tenant}. */
public record TenantRow(
    UUID id,
    String slug,
    String name,
    String kind,
    String status,
    String timeZone,
    Instant createdAt) {

  public static final String COLUMNS = "id, slug, name, kind, status, time_zone, created_at";

  static TenantRow of(Tenant tenant) {
    return new TenantRow(
        tenant.id().value(),
        tenant.slug(),
        tenant.name(),
        EnumColumn.text(tenant.kind()),
        EnumColumn.text(tenant.status()),
        tenant.timeZone().getId(),
        tenant.createdAt());
  }

  public Tenant toTenant() {
    return new Tenant(
        new TenantId(id),
        slug,
        name,
        EnumColumn.value(Tenant.Kind.class, kind),
        EnumColumn.value(Tenant.Status.class, status),
        ZoneId.of(timeZone),
        createdAt);
  }
}
