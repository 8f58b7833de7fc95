/** The start page, as people in different states see it. */
@NullMarked
package io.tollgate.portal.home;

import org.jspecify.annotations.NullMarked;
