/** What all of Amazon's services ask of a caller: keys, a region, and a signature. */
@NullMarked
package io.tollgate.providers.aws;

import org.jspecify.annotations.NullMarked;
