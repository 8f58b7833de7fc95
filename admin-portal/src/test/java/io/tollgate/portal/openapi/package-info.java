/** Documents that people really write. */
@NullMarked
package io.tollgate.portal.openapi;

import org.jspecify.annotations.NullMarked;
