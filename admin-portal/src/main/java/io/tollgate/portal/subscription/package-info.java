/** Asking for access to an API, and deciding about it. */
@NullMarked
package io.tollgate.portal.subscription;

import org.jspecify.annotations.NullMarked;
