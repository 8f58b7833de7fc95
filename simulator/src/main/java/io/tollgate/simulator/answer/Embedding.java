package io.tollgate.simulator.answer;

import java.util.Locale;
import java.util.SplittableRandom;

/** Deterministic unit vectors: texts that share words lie close to each other. */
public final class Embedding {
  /** The dimensions of a vector unless the caller asks for fewer or more. */
  public static final int DIMENSIONS = 256;

  private Embedding() {}

  /** The vector of a text: the normalised sum of one pseudo-random direction per word. */
  public static float[] of(String text, int dimensions) {
    double[] sum = new double[dimensions];
    for (String word : text.strip().toLowerCase(Locale.ROOT).split("\\s+", -1)) {
      var random = new SplittableRandom(word.hashCode());
      for (int i = 0; i < dimensions; i++) {
        sum[i] += random.nextDouble(-1, 1);
      }
    }
    double squares = 0;
    for (double value : sum) {
      squares += value * value;
    }
    double length = Math.sqrt(squares);
    float[] vector = new float[dimensions];
    for (int i = 0; i < dimensions; i++) {
      vector[i] = (float) (sum[i] / length);
    }
    return vector;
  }
}
