/** Embeddings between every client and every provider that offers them. */
@NullMarked
package io.tollgate.providers.embeddings;

import org.jspecify.annotations.NullMarked;
