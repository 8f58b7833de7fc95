/** Models, deployments and prices in PostgreSQL. */
@NullMarked
package io.tollgate.persistence.model;

import org.jspecify.annotations.NullMarked;
