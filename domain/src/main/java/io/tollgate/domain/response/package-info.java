/** The turns of conversations that are kept for clients which go on with an id only. */
@NullMarked
package io.tollgate.domain.response;

import org.jspecify.annotations.NullMarked;
