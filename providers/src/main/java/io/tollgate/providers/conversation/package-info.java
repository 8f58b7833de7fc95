/** The one conversation that every wire format is decoded into and encoded from. */
@NullMarked
package io.tollgate.providers.conversation;

import org.jspecify.annotations.NullMarked;
