/** Tollgate seen from outside: real clients, a real browser, real processes. */
@NullMarked
package io.tollgate.acceptance;

import org.jspecify.annotations.NullMarked;
