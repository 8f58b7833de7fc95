/** The gateway's own end of its clients' connections, before there is a request to look at. */
@NullMarked
package io.tollgate.gateway.server;

import org.jspecify.annotations.NullMarked;
