/** The yardstick: Spring Cloud Gateway with one route and nothing else. */
@NullMarked
package io.tollgate.benchmarks.bare;

import org.jspecify.annotations.NullMarked;
