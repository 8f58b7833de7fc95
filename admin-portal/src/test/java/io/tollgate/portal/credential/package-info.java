/** Keys as people handle them. */
@NullMarked
package io.tollgate.portal.credential;

import org.jspecify.annotations.NullMarked;
