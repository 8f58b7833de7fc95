/** OpenAI's API as it behaves on the wire: its endpoints, streams, headers, checks and errors. */
@NullMarked
package io.tollgate.simulator.vendor.openai;

import org.jspecify.annotations.NullMarked;
