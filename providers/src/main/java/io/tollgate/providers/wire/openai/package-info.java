/** OpenAI's formats, which most of the field copies: chat completions first. */
@NullMarked
package io.tollgate.providers.wire.openai;

import org.jspecify.annotations.NullMarked;
