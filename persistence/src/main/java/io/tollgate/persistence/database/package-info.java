/** The connection pools, and what all tables have in common. */
@NullMarked
package io.tollgate.persistence.database;

import org.jspecify.annotations.NullMarked;
