package io.tollgate.portal.provider;

import io.tollgate.domain.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A provider that is to be registered.
 *
 * @param secret null for a server that asks for none
 */
record NewProvider(@Nullable String slug, ProviderDetails details, @Nullable Secret secret) {}
