/** Server-sent events on bytes: bounded, tolerant of how real providers frame them. */
@NullMarked
package io.tollgate.providers.sse;

import org.jspecify.annotations.NullMarked;
