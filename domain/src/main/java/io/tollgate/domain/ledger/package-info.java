/** The one record of one request, and the sums over many. */
@NullMarked
package io.tollgate.domain.ledger;

import org.jspecify.annotations.NullMarked;
