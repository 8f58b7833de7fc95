/**
 * What the simulated model says and what it costs, whatever wire format asked: a pure function from
 * {@link io.tollgate.simulator.answer.Question} to {@link io.tollgate.simulator.answer.Answer}.
 *
 * <p><b>Tokens are words.</b> A token is a maximal run of characters other than white space. Input
 * tokens are the words of every text the model is given (system prompt, messages, tool results), of
 * every tool's name and description, of every earlier tool call's name and compact JSON arguments,
 * plus {@value io.tollgate.simulator.answer.InputTokens#PER_ATTACHMENT} for each image, sound or
 * file; at least one. Output tokens are the words of the answer's text and of each tool call's name
 * and compact JSON arguments, plus the reasoning tokens that were asked for. The same conversation
 * therefore costs the same in every wire format.
 */
@NullMarked
package io.tollgate.simulator.answer;

import org.jspecify.annotations.NullMarked;
