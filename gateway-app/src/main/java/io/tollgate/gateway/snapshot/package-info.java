/** Keeps the configuration that a node serves from: loaded, swapped in whole, and kept on disk. */
@NullMarked
package io.tollgate.gateway.snapshot;

import org.jspecify.annotations.NullMarked;
