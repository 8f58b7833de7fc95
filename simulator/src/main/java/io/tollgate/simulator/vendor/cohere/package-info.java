/** Cohere's chat and rerank as they behave on the wire. */
@NullMarked
package io.tollgate.simulator.vendor.cohere;

import org.jspecify.annotations.NullMarked;
