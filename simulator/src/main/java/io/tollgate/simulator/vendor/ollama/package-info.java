/** Ollama's own chat as it behaves on the wire. */
@NullMarked
package io.tollgate.simulator.vendor.ollama;

import org.jspecify.annotations.NullMarked;
