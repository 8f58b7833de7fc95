/** The vendors' own SDKs, in Java, Node and Python, against a running gateway. */
@NullMarked
package io.tollgate.acceptance.sdk;

import org.jspecify.annotations.NullMarked;
