/**
 * The door of this module: finds the translator between what a client speaks and what is called.
 */
@NullMarked
package io.tollgate.providers;

import org.jspecify.annotations.NullMarked;
