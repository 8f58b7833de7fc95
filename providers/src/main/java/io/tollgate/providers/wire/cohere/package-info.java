/** Cohere's own chat format, version 2, which is only spoken to providers. */
@NullMarked
package io.tollgate.providers.wire.cohere;

import org.jspecify.annotations.NullMarked;
