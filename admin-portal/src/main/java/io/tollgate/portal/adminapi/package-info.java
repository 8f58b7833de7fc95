/**
 * What all of the admin API shares: who is asking, how lists are read and what a failure looks
 * like.
 */
@NullMarked
package io.tollgate.portal.adminapi;

import org.jspecify.annotations.NullMarked;
