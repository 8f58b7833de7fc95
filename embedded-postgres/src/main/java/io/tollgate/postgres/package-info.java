/** A PostgreSQL server as a child process: its programs, who they run as, its start and its end. */
@NullMarked
package io.tollgate.postgres;

import org.jspecify.annotations.NullMarked;
