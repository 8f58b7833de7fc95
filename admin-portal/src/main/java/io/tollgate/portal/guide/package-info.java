/** Guides for people who call the gateway: Markdown of ours, as pages and as it is. */
@NullMarked
package io.tollgate.portal.guide;

import org.jspecify.annotations.NullMarked;
