/** Whom we connect to and whom we believe, over real sockets. */
@NullMarked
package io.tollgate.network;

import org.jspecify.annotations.NullMarked;
