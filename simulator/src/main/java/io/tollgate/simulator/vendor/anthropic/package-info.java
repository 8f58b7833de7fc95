/**
 * Anthropic's API as it behaves on the wire: its endpoints, streams, headers, checks and errors.
 */
@NullMarked
package io.tollgate.simulator.vendor.anthropic;

import org.jspecify.annotations.NullMarked;
