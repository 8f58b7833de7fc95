package io.tollgate.domain.tenant;

import io.tollgate.domain.identity.UserId;
import java.time.Instant;

/** That a person belongs to a tenant, and as what. */
public record Membership(TenantId tenant, UserId user, Role role, Instant createdAt) {}
