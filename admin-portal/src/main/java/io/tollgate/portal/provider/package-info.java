/** AI vendor accounts and own servers, tested before they are saved. */
@NullMarked
package io.tollgate.portal.provider;

import org.jspecify.annotations.NullMarked;
