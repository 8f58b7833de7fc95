package io.tollgate.persistence.tenant;

import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.tenant.Membership;
import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.persistence.database.EnumColumn;
import java.time.Instant;
import java.util.UUID;

/** A row of {@code membership}. */
record MembershipRow(UUID tenantId, UUID userId, String role, Instant createdAt) {

  static final String COLUMNS = "tenant_id, user_id, role, created_at";

  static MembershipRow of(Membership membership) {
    return new MembershipRow(
        membership.tenant().value(),
        membership.user().value(),
        EnumColumn.text(membership.role()),
        membership.createdAt());
  }

  Membership toMembership() {
    return new Membership(
        new TenantId(tenantId), new UserId(userId), EnumColumn.value(Role.class, role), createdAt);
  }
}
