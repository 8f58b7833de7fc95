/** Conversations that are kept for clients of the Responses API, one turn at a time. */
@NullMarked
package io.tollgate.gateway.response;

import org.jspecify.annotations.NullMarked;
