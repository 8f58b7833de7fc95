/** Access tokens, from a token endpoint that checks signatures. */
@NullMarked
package io.tollgate.network.token;

import org.jspecify.annotations.NullMarked;
