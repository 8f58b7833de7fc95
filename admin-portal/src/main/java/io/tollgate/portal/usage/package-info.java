/** What was consumed: sums, single requests and their export. */
@NullMarked
package io.tollgate.portal.usage;

import org.jspecify.annotations.NullMarked;
