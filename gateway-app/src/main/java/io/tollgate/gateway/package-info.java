/** The data plane: one process that authenticates, routes, meters and answers every call. */
@NullMarked
package io.tollgate.gateway;

import org.jspecify.annotations.NullMarked;
