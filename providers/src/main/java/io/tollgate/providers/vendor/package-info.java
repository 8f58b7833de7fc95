/** The vendors: how each differs from the wire format that it speaks, as data. */
@NullMarked
package io.tollgate.providers.vendor;

import org.jspecify.annotations.NullMarked;
