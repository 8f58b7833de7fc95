/** Ranking documents by their relevance to a query: Cohere's clients, anyone's models. */
@NullMarked
package io.tollgate.providers.rerank;

import org.jspecify.annotations.NullMarked;
