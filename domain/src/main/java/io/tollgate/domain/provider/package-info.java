/** AI vendor accounts and own servers that models are deployed at. */
@NullMarked
package io.tollgate.domain.provider;

import org.jspecify.annotations.NullMarked;
