package io.tollgate.portal.tenant;

import org.jspecify.annotations.Nullable;

/**
 * What people say about a tenant and may change later.
 *
 * @param timeZone in which its days and months begin, such as {@code Europe/Berlin}
 */
record TenantDetails(@Nullable String name, @Nullable String timeZone) {}
