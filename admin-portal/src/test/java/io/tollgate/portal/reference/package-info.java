/** Reading how an API is called, and trying it. */
@NullMarked
package io.tollgate.portal.reference;

import org.jspecify.annotations.NullMarked;
