/** Secrets that cannot be printed, and how they rest encrypted. */
@NullMarked
package io.tollgate.domain.secret;

import org.jspecify.annotations.NullMarked;
