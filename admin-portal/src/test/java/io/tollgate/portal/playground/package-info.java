/** Trying models in the portal, against a gateway of the test's own. */
@NullMarked
package io.tollgate.portal.playground;

import org.jspecify.annotations.NullMarked;
