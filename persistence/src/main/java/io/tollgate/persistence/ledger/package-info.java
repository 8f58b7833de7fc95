/** The ledger and its sums in PostgreSQL. */
@NullMarked
package io.tollgate.persistence.ledger;

import org.jspecify.annotations.NullMarked;
