/** People's accounts as platform admins handle them. */
@NullMarked
package io.tollgate.portal.user;

import org.jspecify.annotations.NullMarked;
