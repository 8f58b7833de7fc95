/** Trying a model in the browser: a real call through the gateway, with a key that soon ends. */
@NullMarked
package io.tollgate.portal.playground;

import org.jspecify.annotations.NullMarked;
