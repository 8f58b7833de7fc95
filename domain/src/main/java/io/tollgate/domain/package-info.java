/** The vocabulary and the rules of Tollgate: plain Java, without a framework and without I/O. */
@NullMarked
package io.tollgate.domain;

import org.jspecify.annotations.NullMarked;
