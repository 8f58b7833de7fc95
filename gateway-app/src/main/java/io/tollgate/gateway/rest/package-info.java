/** REST APIs: routes of Spring Cloud Gateway, built from the snapshot, behind the same checks. */
@NullMarked
package io.tollgate.gateway.rest;

import org.jspecify.annotations.NullMarked;
