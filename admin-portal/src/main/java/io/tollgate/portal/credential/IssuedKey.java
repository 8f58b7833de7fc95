package io.tollgate.portal.credential;

import io.tollgate.domain.application.Credential;
import io.tollgate.domain.secret.Secret;

/** A new key: the only moment at which the key itself can be shown. */
public record IssuedKey(Credential credential, Secret key) {}
