/** Tenants and their members in PostgreSQL. */
@NullMarked
package io.tollgate.persistence.tenant;

import org.jspecify.annotations.NullMarked;
