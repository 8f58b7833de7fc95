package io.tollgate.portal.security;

import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.Tenant;

/** A tenant that a person belongs to, and as what. */
public record Seat(Tenant tenant, Role role) {}
