package io.tollgate.providers.embeddings;

/** How Gemini names models inside a body. */
final class GeminiModels {
  private static final String PREFIX = "models/";

  private GeminiModels() {}

  static String resource(String model) {
    return model.startsWith(PREFIX) ? model : PREFIX + model;
  }
}
