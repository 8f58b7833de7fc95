/** Embedded PostgreSQL, the simulator and both apps in one process: the default way to run. */
@NullMarked
package io.tollgate.standalone;

import org.jspecify.annotations.NullMarked;
