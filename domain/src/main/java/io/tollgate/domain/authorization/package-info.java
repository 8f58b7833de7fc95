/** Who may do what: the one place that decides, for pages and for the admin API alike. */
@NullMarked
package io.tollgate.domain.authorization;

import org.jspecify.annotations.NullMarked;
