/** JMH benchmarks of what one request costs inside {@code providers}, without any network. */
@NullMarked
package io.tollgate.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
