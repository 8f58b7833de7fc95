@NullMarked
package io.tollgate.portal.subscription;

import org.jspecify.annotations.NullMarked;
