/** Tells who calls. */
@NullMarked
package io.tollgate.gateway.authentication;

import org.jspecify.annotations.NullMarked;
