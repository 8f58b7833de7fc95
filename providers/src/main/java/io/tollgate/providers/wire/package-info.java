/** What all wire formats share; each format has a package of its own below. */
@NullMarked
package io.tollgate.providers.wire;

import org.jspecify.annotations.NullMarked;
