/** What a request consumed, in buckets that do not overlap. */
@NullMarked
package io.tollgate.domain.usage;

import org.jspecify.annotations.NullMarked;
