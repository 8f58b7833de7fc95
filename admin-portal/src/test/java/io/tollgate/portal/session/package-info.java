/** Sessions as the database sees them. */
@NullMarked
package io.tollgate.portal.session;

import org.jspecify.annotations.NullMarked;
