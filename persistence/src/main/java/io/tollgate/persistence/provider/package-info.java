/** Providers in PostgreSQL. */
@NullMarked
package io.tollgate.persistence.provider;

import org.jspecify.annotations.NullMarked;
