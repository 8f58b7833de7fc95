/** How an API is called: its operations as its document describes them, to read and to try. */
@NullMarked
package io.tollgate.portal.reference;

import org.jspecify.annotations.NullMarked;
