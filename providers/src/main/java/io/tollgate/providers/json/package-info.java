/** Reading JSON strictly and changing single fields of it without touching any other byte. */
@NullMarked
package io.tollgate.providers.json;

import org.jspecify.annotations.NullMarked;
