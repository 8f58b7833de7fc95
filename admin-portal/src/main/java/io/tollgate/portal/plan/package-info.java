/** The terms of an API. */
@NullMarked
package io.tollgate.portal.plan;

import org.jspecify.annotations.NullMarked;
