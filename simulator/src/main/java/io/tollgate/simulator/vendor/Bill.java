package io.tollgate.simulator.vendor;

import io.tollgate.simulator.answer.Tokens;

/**
 * What the vendor would charge for a call.
 *
 * @param operation the vendor's name for what was called, such as {@code chat.completions}
 * @param streamed whether the answer comes in pieces, so that an interrupted one costs less
 */
public record Bill(String operation, String model, boolean streamed, Tokens tokens) {}
