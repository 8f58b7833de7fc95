/** Tenants and the people in them, however many there are. */
@NullMarked
package io.tollgate.portal.tenant;

import org.jspecify.annotations.NullMarked;
