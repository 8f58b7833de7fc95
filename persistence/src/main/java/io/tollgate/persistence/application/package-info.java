/** Applications and credentials in PostgreSQL. */
@NullMarked
package io.tollgate.persistence.application;

import org.jspecify.annotations.NullMarked;
