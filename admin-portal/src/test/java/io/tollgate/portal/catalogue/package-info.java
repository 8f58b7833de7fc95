/** What people learn about models before they use them. */
@NullMarked
package io.tollgate.portal.catalogue;

import org.jspecify.annotations.NullMarked;
