/** What people do at the portal, each in a browser of their own, on one installation. */
@NullMarked
package io.tollgate.acceptance.browser;

import org.jspecify.annotations.NullMarked;
