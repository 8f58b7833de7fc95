package io.tollgate.providers.wire.cohere;

import java.util.List;
import java.util.Locale;

/**
 * What a model of Cohere's can do, as far as its name tells. A name that is not understood is taken
 * for a new model, since there will be more of those.
 */
record CohereModel(String name) {
  /** Families from before models thought; their members carry a date or a size behind it. */
  private static final List<String> THOUGHTLESS =
      List.of(
          "command-a-03-2025",
          "command-a-vision",
          "command-a-translate",
          "command-r",
          "command-light",
          "command-nightly",
          "c4ai-",
          "aya-");

  static CohereModel of(String name) {
    return new CohereModel(name.toLowerCase(Locale.ROOT));
  }

  boolean thinks() {
    return !name.equals("command") && THOUGHTLESS.stream().noneMatch(name::startsWith);
  }
}
