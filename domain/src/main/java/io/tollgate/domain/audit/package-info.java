/** Who changed what, in a chain that shows any later alteration. */
@NullMarked
package io.tollgate.domain.audit;

import org.jspecify.annotations.NullMarked;
