/** Publishing an API: its description, its life, its models. */
@NullMarked
package io.tollgate.portal.api;

import org.jspecify.annotations.NullMarked;
