/** The applications of a tenant. */
@NullMarked
package io.tollgate.portal.application;

import org.jspecify.annotations.NullMarked;
