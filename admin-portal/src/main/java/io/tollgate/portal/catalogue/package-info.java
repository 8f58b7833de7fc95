/** What a person can find and use, and what they can do next. */
@NullMarked
package io.tollgate.portal.catalogue;

import org.jspecify.annotations.NullMarked;
