@NullMarked
package io.tollgate.portal.usage;

import org.jspecify.annotations.NullMarked;
