package io.tollgate.portal.tenant;

import org.jspecify.annotations.Nullable;

/**
 * A tenant that is to be made.
 *
 * @param owner the e-mail address of the person who is to own it; null for the one who makes it
 */
record NewTenant(@Nullable String slug, TenantDetails details, @Nullable String owner) {}
