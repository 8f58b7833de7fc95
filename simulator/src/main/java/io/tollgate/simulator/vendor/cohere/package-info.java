/** Cohere's rerank as it behaves on the wire. */
@NullMarked
package io.tollgate.simulator.vendor.cohere;

import org.jspecify.annotations.NullMarked;
