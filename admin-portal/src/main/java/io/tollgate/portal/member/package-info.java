/** The people of a tenant, their roles and who is invited. */
@NullMarked
package io.tollgate.portal.member;

import org.jspecify.annotations.NullMarked;
