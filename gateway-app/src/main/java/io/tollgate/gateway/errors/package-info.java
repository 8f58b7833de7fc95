/**
 * What can go wrong with a request, each with a stable code, a status and a message that is safe to
 * show.
 */
@NullMarked
package io.tollgate.gateway.errors;

import org.jspecify.annotations.NullMarked;
