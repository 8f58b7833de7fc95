/** Time-ordered identifiers. */
@NullMarked
package io.tollgate.domain.id;

import org.jspecify.annotations.NullMarked;
