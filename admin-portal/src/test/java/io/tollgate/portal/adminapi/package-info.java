/** The admin API as scripts meet it. */
@NullMarked
package io.tollgate.portal.adminapi;

import org.jspecify.annotations.NullMarked;
