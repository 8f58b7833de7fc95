/** The ways of a REST API to its upstreams. */
@NullMarked
package io.tollgate.portal.route;

import org.jspecify.annotations.NullMarked;
