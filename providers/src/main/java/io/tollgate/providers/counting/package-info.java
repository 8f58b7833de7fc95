/** Counting the tokens of a conversation that is not held yet, by the provider or by estimate. */
@NullMarked
package io.tollgate.providers.counting;

import org.jspecify.annotations.NullMarked;
