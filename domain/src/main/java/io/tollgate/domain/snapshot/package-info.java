/** The immutable configuration that a gateway node serves from, indexed for the hot path. */
@NullMarked
package io.tollgate.domain.snapshot;

import org.jspecify.annotations.NullMarked;
