/** OpenAI's Responses format: items instead of messages, and a named event for every step. */
@NullMarked
package io.tollgate.providers.wire.responses;

import org.jspecify.annotations.NullMarked;
