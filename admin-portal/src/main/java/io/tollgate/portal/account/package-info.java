/** A person's own profile and password. */
@NullMarked
package io.tollgate.portal.account;

import org.jspecify.annotations.NullMarked;
