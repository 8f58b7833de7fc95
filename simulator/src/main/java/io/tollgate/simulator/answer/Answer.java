package io.tollgate.simulator.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the simulated model answers: text or tool calls.
 *
 * @param stopSequence the stop sequence that was met, if that is why it stopped
 */
public record Answer(
    String text,
    List<ToolCall> toolCalls,
    Finish finish,
    @Nullable String stopSequence,
    Tokens tokens) {
  /** The text as the pieces that a stream carries, one token each. */
  public List<String> pieces() {
    return Words.pieces(text);
  }
}
