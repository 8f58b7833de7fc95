/** Chooses the deployment that a request goes to, and leaves out those that fail. */
@NullMarked
package io.tollgate.gateway.routing;

import org.jspecify.annotations.NullMarked;
