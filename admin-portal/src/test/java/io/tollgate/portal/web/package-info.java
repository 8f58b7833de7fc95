/** Tests of what every page shares. */
@NullMarked
package io.tollgate.portal.web;

import org.jspecify.annotations.NullMarked;
