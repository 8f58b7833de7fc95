/**
 * What every page shares: its frame, its assets, how values are written, and what a failure looks
 * like.
 */
@NullMarked
package io.tollgate.portal.web;

import org.jspecify.annotations.NullMarked;
