/** Kept responses in their table, read and written through a pool of their own. */
@NullMarked
package io.tollgate.persistence.response;

import org.jspecify.annotations.NullMarked;
