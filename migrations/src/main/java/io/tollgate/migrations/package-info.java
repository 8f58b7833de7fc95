/** The database schema as Flyway migrations, and the one class that applies them. */
@NullMarked
package io.tollgate.migrations;

import org.jspecify.annotations.NullMarked;
