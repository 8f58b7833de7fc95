/** Anthropic's Messages format, in both of its API versions. */
@NullMarked
package io.tollgate.providers.wire.anthropic;

import org.jspecify.annotations.NullMarked;
