/** Holds each subscription to the limits of its plan. */
@NullMarked
package io.tollgate.gateway.admission;

import org.jspecify.annotations.NullMarked;
