/** Sessions in PostgreSQL, found by a hash of their id and written as JSON. */
@NullMarked
package io.tollgate.portal.session;

import org.jspecify.annotations.NullMarked;
