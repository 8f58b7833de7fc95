/** Signing up: a new person with a tenant of their own. */
@NullMarked
package io.tollgate.portal.signup;

import org.jspecify.annotations.NullMarked;
