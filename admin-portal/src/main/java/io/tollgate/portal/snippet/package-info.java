/**
 * Programs to copy: the same call in several languages, with this person's address, model and key.
 */
@NullMarked
package io.tollgate.portal.snippet;

import org.jspecify.annotations.NullMarked;
