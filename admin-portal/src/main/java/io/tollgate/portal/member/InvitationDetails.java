package io.tollgate.portal.member;

import io.tollgate.domain.tenant.Role;
import org.jspecify.annotations.Nullable;

/** Who is to be invited, and as what. */
record InvitationDetails(@Nullable String email, @Nullable Role role) {}
