/** The start page: the way to the first answer, and where things stand. */
@NullMarked
package io.tollgate.portal.home;

import org.jspecify.annotations.NullMarked;
