/** Pictures, sound and moderation: what goes in or comes out is no conversation. */
@NullMarked
package io.tollgate.providers.media;

import org.jspecify.annotations.NullMarked;
