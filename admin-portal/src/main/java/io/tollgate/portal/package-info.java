/** The control plane: pages for people and an API for scripts, over the domain's ports. */
@NullMarked
package io.tollgate.portal;

import org.jspecify.annotations.NullMarked;
