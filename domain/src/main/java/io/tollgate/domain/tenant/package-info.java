/** Teams and organisations, the people in them and what each may do. */
@NullMarked
package io.tollgate.domain.tenant;

import org.jspecify.annotations.NullMarked;
