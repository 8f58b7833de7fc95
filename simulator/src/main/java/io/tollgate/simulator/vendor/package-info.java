/**
 * What the three vendors have in common: a request as it arrived ({@link
 * io.tollgate.simulator.vendor.Call}) becomes a complete reply ({@link
 * io.tollgate.simulator.vendor.Reply}) before a byte of it is written.
 */
@NullMarked
package io.tollgate.simulator.vendor;

import org.jspecify.annotations.NullMarked;
