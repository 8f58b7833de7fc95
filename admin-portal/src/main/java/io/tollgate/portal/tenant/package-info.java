/** Teams and organisations, as the platform's admins and their owners see them. */
@NullMarked
package io.tollgate.portal.tenant;

import org.jspecify.annotations.NullMarked;
