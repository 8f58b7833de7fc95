package io.tollgate.simulator.answer;

import org.jspecify.annotations.Nullable;

/**
 * How a test wants the answer to be.
 *
 * @param words how many words of text, instead of the usual answer
 * @param toolCalls how many tools to call at once, whatever the user wrote
 * @param reasoning how many reasoning tokens to spend first
 * @param cacheRead how many input tokens come from the prompt cache
 * @param cacheWrite how many input tokens go to the prompt cache
 */
public record Wishes(
    @Nullable Integer words, int toolCalls, int reasoning, int cacheRead, int cacheWrite) {
  /** Nothing in particular. */
  public static final Wishes NONE = new Wishes(null, 0, 0, 0, 0);
}
