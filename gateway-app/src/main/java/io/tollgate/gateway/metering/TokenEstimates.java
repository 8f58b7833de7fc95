package io.tollgate.gateway.metering;

import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.counting.PromptSize;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Guesses tokens from bytes, by a ratio for each model that every reported usage makes better. Only
 * for admission and for what was cut off; what a provider reports always goes before.
 */
public final class TokenEstimates {

  /** English text has some four bytes per token, and JSON around it. */
  private static final double INITIAL = 0.25;

  private static final double LEARNING_RATE = 0.05;
  private static final int ENOUGH_BYTES = 64;

  private final ConcurrentMap<ModelId, Double> tokensPerByte = new ConcurrentHashMap<>();

  /** Tokens of a request body of this size. */
  public long input(ModelId model, long bytes) {
    return Math.max(1, Math.round(bytes * tokensPerByte.getOrDefault(model, INITIAL)));
  }

  /** What a picture or a page of a document takes at most at usual sizes. */
  private static final long OF_FILE = 1600;

  /** Tokens of a prompt that is not sent yet. */
  public long prompt(ModelId model, PromptSize size) {
    return input(model, size.textBytes()) + OF_FILE * size.files();
  }

  /** Tokens of generated content of this size, which has no envelope around it. */
  public static long output(long contentBytes) {
    return Math.round(contentBytes * INITIAL);
  }

  /** Learns from a usage that the provider reported. */
  public void learn(ModelId model, long bytes, Usage reported) {
    long tokens = reported.totalInput();
    if (bytes < ENOUGH_BYTES || tokens == 0) {
      return;
    }
    double seen = (double) tokens / bytes;
    var known = tokensPerByte.getOrDefault(model, INITIAL);
    tokensPerByte.put(model, known + LEARNING_RATE * (seen - known));
  }
}
