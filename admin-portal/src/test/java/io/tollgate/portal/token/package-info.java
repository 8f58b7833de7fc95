@NullMarked
package io.tollgate.portal.token;

import org.jspecify.annotations.NullMarked;
