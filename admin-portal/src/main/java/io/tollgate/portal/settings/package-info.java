/** The few settings that admins change while the platform runs. */
@NullMarked
package io.tollgate.portal.settings;

import org.jspecify.annotations.NullMarked;
