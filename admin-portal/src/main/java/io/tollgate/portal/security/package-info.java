/** Who is asking, and what a browser may do with our pages. */
@NullMarked
package io.tollgate.portal.security;

import org.jspecify.annotations.NullMarked;
