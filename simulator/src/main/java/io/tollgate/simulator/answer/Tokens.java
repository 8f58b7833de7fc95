package io.tollgate.simulator.answer;

/**
 * What an answer costs.
 *
 * @param input all tokens read, those from and to the cache included
 * @param cacheRead of {@code input}, those read from the prompt cache
 * @param cacheWrite of {@code input}, those written to the prompt cache
 * @param output all tokens generated, reasoning included
 * @param reasoning of {@code output}, those spent on reasoning
 */
public record Tokens(int input, int cacheRead, int cacheWrite, int output, int reasoning) {
  /**
   * The cost of a call that reads and generates nothing worth billing apart, such as embeddings.
   */
  public static Tokens ofInput(int input) {
    return new Tokens(input, 0, 0, 0, 0);
  }

  /** Tokens read that the cache had no part in. */
  public int uncachedInput() {
    return input - cacheRead - cacheWrite;
  }

  /** Tokens generated that the caller can see. */
  public int visibleOutput() {
    return output - reasoning;
  }

  /** The cost of the same question answered several times over. */
  public Tokens times(int choices) {
    return new Tokens(input, cacheRead, cacheWrite, output * choices, reasoning * choices);
  }
}
