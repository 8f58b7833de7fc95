/** Fetches pictures and documents that clients name by address, for providers that need bytes. */
@NullMarked
package io.tollgate.gateway.media;

import org.jspecify.annotations.NullMarked;
