package io.tollgate.domain.identity;

import io.tollgate.domain.secret.Hash256;
import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An offer to join a tenant, taken up with a token that only its hash is kept of. */
public record Invitation(
    InvitationId id,
    TenantId tenant,
    String email,
    Role role,
    Hash256 tokenHash,
    UserId invitedBy,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant acceptedAt,
    @Nullable Instant revokedAt) {

  public boolean isOpen(Instant now) {
    return acceptedAt == null && revokedAt == null && now.isBefore(expiresAt);
  }

  public Invitation acceptedAt(Instant moment) {
    return new Invitation(
        id, tenant, email, role, tokenHash, invitedBy, createdAt, expiresAt, moment, revokedAt);
  }

  public Invitation revokedAt(Instant moment) {
    return new Invitation(
        id, tenant, email, role, tokenHash, invitedBy, createdAt, expiresAt, acceptedAt, moment);
  }
}
