/** How configuration is written, numbered and read in PostgreSQL. */
@NullMarked
package io.tollgate.persistence.configuration;

import org.jspecify.annotations.NullMarked;
