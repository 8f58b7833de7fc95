/** People: how they are known, how they sign in, and how they are invited. */
@NullMarked
package io.tollgate.domain.identity;

import org.jspecify.annotations.NullMarked;
