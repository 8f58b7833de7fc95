/** The audit trail and its hash chain in PostgreSQL. */
@NullMarked
package io.tollgate.persistence.audit;

import org.jspecify.annotations.NullMarked;
