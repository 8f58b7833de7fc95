package io.tollgate.portal.member;

import io.tollgate.domain.identity.User;
import io.tollgate.domain.tenant.Membership;

/** A person in a tenant. */
record Member(User user, Membership membership) {}
