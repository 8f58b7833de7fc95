package io.tollgate.simulator;

import java.util.List;

/**
 * What the simulator served since it was started or reset.
 *
 * @param received every request to a vendor's endpoint, billed or not
 * @param open of {@code received}, those that have not ended
 * @param counts what was billed, by format and model
 * @param recent the last requests that ended, oldest first, at most {@value ServedLog#RECENT}; free
 *     calls such as token counts and model lists are left out unless they were refused
 */
public record Served(
    long received, long open, List<ServedCount> counts, List<ServedRequest> recent) {
  /** All billed requests of all models. */
  public long requests() {
    return counts.stream().mapToLong(ServedCount::requests).sum();
  }

  /** All requests that were answered whole. */
  public long completed() {
    return counts.stream().mapToLong(ServedCount::completed).sum();
  }

  /** All billed input tokens. */
  public long inputTokens() {
    return counts.stream().mapToLong(ServedCount::inputTokens).sum();
  }

  /** All billed output tokens. */
  public long outputTokens() {
    return counts.stream().mapToLong(ServedCount::outputTokens).sum();
  }
}
