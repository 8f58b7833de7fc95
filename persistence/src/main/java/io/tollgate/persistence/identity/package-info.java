/** People and invitations in PostgreSQL. */
@NullMarked
package io.tollgate.persistence.identity;

import org.jspecify.annotations.NullMarked;
