/** Published APIs, their plans and the routes of REST APIs. */
@NullMarked
package io.tollgate.domain.catalogue;

import org.jspecify.annotations.NullMarked;
