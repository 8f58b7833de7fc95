package io.tollgate.portal.credential;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What people say about a new key.
 *
 * @param expiresAt null for a key that lasts until it is revoked
 */
public record CredentialDetails(@Nullable String name, @Nullable Instant expiresAt) {}
