/** Programs as people copy them. */
@NullMarked
package io.tollgate.portal.snippet;

import org.jspecify.annotations.NullMarked;
