/** An API on one page for those who publish it, with its plans and its routes. */
@NullMarked
package io.tollgate.portal.publishing;

import org.jspecify.annotations.NullMarked;
