/**
 * Calls providers over HTTP: pools, timeouts, the address guard, and the way of a stream to its
 * client.
 */
@NullMarked
package io.tollgate.gateway.upstream;

import org.jspecify.annotations.NullMarked;
