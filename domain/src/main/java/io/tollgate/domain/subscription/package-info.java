/** An application's grant on an API's plan, from the request to its end. */
@NullMarked
package io.tollgate.domain.subscription;

import org.jspecify.annotations.NullMarked;
