/**
 * The domain's ports on PostgreSQL, and the auto-configuration that offers them to an application.
 */
@NullMarked
package io.tollgate.persistence;

import org.jspecify.annotations.NullMarked;
