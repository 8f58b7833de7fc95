/**
 * What {@code ./tollgate bench} runs: nginx, a bare Spring Cloud Gateway route and Tollgate in turn
 * before the same upstream, under the same load, on loopback.
 */
@NullMarked
package io.tollgate.benchmarks;

import org.jspecify.annotations.NullMarked;
