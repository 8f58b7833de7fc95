/** Whom we connect to and whom we believe: what the gateway and the portal share of the network. */
@NullMarked
package io.tollgate.network;

import org.jspecify.annotations.NullMarked;
