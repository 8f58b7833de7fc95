/** Who calls the gateway, and with which credential. */
@NullMarked
package io.tollgate.domain.application;

import org.jspecify.annotations.NullMarked;
