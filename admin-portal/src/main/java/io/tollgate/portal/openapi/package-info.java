/** OpenAPI documents of published APIs, read for people. */
@NullMarked
package io.tollgate.portal.openapi;

import org.jspecify.annotations.NullMarked;
