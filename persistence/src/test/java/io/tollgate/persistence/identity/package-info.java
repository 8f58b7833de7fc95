/** People as they are stored. */
@NullMarked
package io.tollgate.persistence.identity;

import org.jspecify.annotations.NullMarked;
