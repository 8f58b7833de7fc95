package io.tollgate.providers.conversation;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How hard the model should think before it answers.
 *
 * @param budget tokens for thoughts, where the client named them
 * @param shown whether the client wants to see the thoughts
 */
public record Thinking(Effort effort, OptionalLong budget, boolean shown) {
  /** In rising order. */
  public enum Effort {
    NONE(0),
    MINIMAL(1024),
    LOW(2048),
    MEDIUM(8192),
    HIGH(16384),
    XHIGH(24576),
    MAX(32000);

    private final long tokens;

    Effort(long tokens) {
      this.tokens = tokens;
    }

    /** A budget of tokens that stands for it, for vendors that count instead. */
    public long tokens() {
      return tokens;
    }

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Effort> of(String word) {
      for (Effort effort : values()) {
        if (effort.word().equals(word)) {
          return Optional.of(effort);
        }
      }
      return Optional.empty();
    }

    /** The least effort whose tokens reach a budget. */
    public static Effort ofTokens(long tokens) {
      for (Effort effort : values()) {
        if (tokens <= effort.tokens) {
          return effort;
        }
      }
      return MAX;
    }
  }

  public static Thinking of(Effort effort) {
    return new Thinking(effort, OptionalLong.empty(), true);
  }

  public static Thinking ofBudget(long tokens, boolean shown) {
    return new Thinking(Effort.ofTokens(tokens), OptionalLong.of(tokens), shown);
  }

  public boolean off() {
    return effort == Effort.NONE;
  }

  public long tokens() {
    return budget.orElse(effort.tokens());
  }
}
