/** Exact money: integer nano-units of a currency. */
@NullMarked
package io.tollgate.domain.money;

import org.jspecify.annotations.NullMarked;
