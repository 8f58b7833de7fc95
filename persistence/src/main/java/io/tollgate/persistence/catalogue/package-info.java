/** APIs, plans and routes in PostgreSQL. */
@NullMarked
package io.tollgate.persistence.catalogue;

import org.jspecify.annotations.NullMarked;
