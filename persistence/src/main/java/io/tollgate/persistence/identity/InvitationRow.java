package io.tollgate.persistence.identity;

import io.tollgate.domain.identity.Invitation;
import io.tollgate.domain.identity.InvitationId;
import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.persistence.database.EnumColumn;
import io.tollgate.persistence.database.HashColumn;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code invitation}. */
record InvitationRow(
    UUID id,
    UUID tenantId,
    String email,
    String role,
    ByteBuffer tokenHash,
    UUID invitedBy,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant acceptedAt,
    @Nullable Instant revokedAt) {

  static final String COLUMNS =
      "id, tenant_id, email, role, token_hash, invited_by, created_at, expires_at, accepted_at,"
          + " revoked_at";

  static InvitationRow of(Invitation invitation) {
    return new InvitationRow(
        invitation.id().value(),
        invitation.tenant().value(),
        invitation.email(),
        EnumColumn.text(invitation.role()),
        HashColumn.bytes(invitation.tokenHash()),
        invitation.invitedBy().value(),
        invitation.createdAt(),
        invitation.expiresAt(),
        invitation.acceptedAt(),
        invitation.revokedAt());
  }

  Invitation toInvitation() {
    return new Invitation(
        new InvitationId(id),
        new TenantId(tenantId),
        email,
        EnumColumn.value(Role.class, role),
        HashColumn.hash(tokenHash),
        new UserId(invitedBy),
        createdAt,
        expiresAt,
        acceptedAt,
        revokedAt);
  }
}
