/** An application on one page for those who build it, with its keys and its subscriptions. */
@NullMarked
package io.tollgate.portal.workspace;

import org.jspecify.annotations.NullMarked;
