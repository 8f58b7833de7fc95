package io.tollgate.simulator.vendor.gemini;

import io.tollgate.simulator.answer.Answer;
import io.tollgate.simulator.answer.Tokens;
import io.tollgate.simulator.vendor.Json;
import tools.jackson.databind.node.ObjectNode;

/** The picture that a model which draws adds to its words, and what it costs. */
final class Illustration {
  /** One of up to a megapixel, whatever is on it. */
  static final int TOKENS = 1290;

  /** The smallest PNG there is: one transparent pixel. */
  private static final String PIXEL =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5E"
          + "rkJggg==";

  private Illustration() {}

  /** Models that draw have it in their names. */
  static boolean of(String model, Answer answer) {
    return model.contains("-image") && answer.toolCalls().isEmpty();
  }

  static ObjectNode part() {
    ObjectNode part = Json.object();
    part.putObject("inlineData").put("mimeType", "image/png").put("data", PIXEL);
    return part;
  }

  static Tokens added(Tokens words) {
    return new Tokens(
        words.input(),
        words.cacheRead(),
        words.cacheWrite(),
        words.output() + TOKENS,
        words.reasoning());
  }
}
