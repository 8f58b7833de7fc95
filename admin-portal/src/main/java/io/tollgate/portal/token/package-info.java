/** Access tokens, with which a person's scripts use the admin API. */
@NullMarked
package io.tollgate.portal.token;

import org.jspecify.annotations.NullMarked;
