/**
 * A provider that speaks the real wire formats of OpenAI, Anthropic and Gemini over HTTP, with
 * deterministic answers, an account of what it served and faults on demand.
 *
 * <p>It shares no code with the gateway's translators, so that it checks them: it refuses what the
 * vendors refuse (a missing key or {@code anthropic-version}, Anthropic requests without {@code
 * max_tokens}, fields that Anthropic and Gemini do not know, unanswered tool calls). A key that
 * begins with {@code invalid} is wrong, a model that begins with {@code no-such-} is unknown; every
 * other key and name works. How answers and token counts come about is said in {@link
 * io.tollgate.simulator.answer}, what can be asked to go wrong in {@link
 * io.tollgate.simulator.fault.Directive}.
 *
 * <p>{@code GET /__simulator/served} tells what was served, {@code DELETE} forgets it; {@code
 * /echo/**} answers any request with its own method, path, headers and body.
 */
@NullMarked
package io.tollgate.simulator;

import org.jspecify.annotations.NullMarked;
