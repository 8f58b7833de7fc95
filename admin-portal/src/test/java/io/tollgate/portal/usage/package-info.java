/** Usage and the request log as people and programs read them. */
@NullMarked
package io.tollgate.portal.usage;

import org.jspecify.annotations.NullMarked;
