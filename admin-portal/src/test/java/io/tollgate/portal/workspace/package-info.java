/** Keys as people handle them. */
@NullMarked
package io.tollgate.portal.workspace;

import org.jspecify.annotations.NullMarked;
