/** The guides as people and programs get them. */
@NullMarked
package io.tollgate.portal.guide;

import org.jspecify.annotations.NullMarked;
