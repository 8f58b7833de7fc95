/** Subscriptions and their timelines in PostgreSQL. */
@NullMarked
package io.tollgate.persistence.subscription;

import org.jspecify.annotations.NullMarked;
