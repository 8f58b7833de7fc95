/** What somebody who runs the platform sees first: whether it works, and what waits for them. */
@NullMarked
package io.tollgate.portal.overview;

import org.jspecify.annotations.NullMarked;
