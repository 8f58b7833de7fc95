package io.tollgate.portal.token;

import io.tollgate.domain.identity.AccessToken;
import io.tollgate.domain.secret.Secret;

/** A new access token: the only moment at which the token itself can be shown. */
public record IssuedToken(AccessToken token, Secret secret) {}
