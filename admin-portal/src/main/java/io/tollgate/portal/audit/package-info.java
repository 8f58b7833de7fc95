/** Who changed what, for reading. */
@NullMarked
package io.tollgate.portal.audit;

import org.jspecify.annotations.NullMarked;
