package io.tollgate.portal.member;

import io.tollgate.domain.identity.Invitation;
import io.tollgate.domain.secret.Secret;

/** A new invitation: the only moment at which its token can be shown. */
record IssuedInvitation(Invitation invitation, Secret token) {}
