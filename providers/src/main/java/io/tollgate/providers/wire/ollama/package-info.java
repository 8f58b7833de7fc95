/** Ollama's own chat format, which is only spoken to servers. */
@NullMarked
package io.tollgate.providers.wire.ollama;

import org.jspecify.annotations.NullMarked;
