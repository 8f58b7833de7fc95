/** The portal as people and scripts meet it: over real sockets, on a real database. */
@NullMarked
package io.tollgate.portal;

import org.jspecify.annotations.NullMarked;
