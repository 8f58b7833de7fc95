/** The people of the platform: who they are, and who is kept out. */
@NullMarked
package io.tollgate.portal.user;

import org.jspecify.annotations.NullMarked;
