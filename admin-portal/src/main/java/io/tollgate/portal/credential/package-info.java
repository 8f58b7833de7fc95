/** API keys: shown once, revoked at once, rotated with an overlap. */
@NullMarked
package io.tollgate.portal.credential;

import org.jspecify.annotations.NullMarked;
