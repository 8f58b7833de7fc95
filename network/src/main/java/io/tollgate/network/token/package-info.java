/** Access tokens that Google hands out for the key of a service account. */
@NullMarked
package io.tollgate.network.token;

import org.jspecify.annotations.NullMarked;
