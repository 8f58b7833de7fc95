/** What the gateways leave out of the configuration, as pages show it. */
@NullMarked
package io.tollgate.portal.problem;

import org.jspecify.annotations.NullMarked;
