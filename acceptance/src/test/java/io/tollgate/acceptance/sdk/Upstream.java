package io.tollgate.acceptance.sdk;

import java.util.Locale;

/** What the provider behind a model speaks. */
enum Upstream {
  OPENAI,
  ANTHROPIC,
  GEMINI,
  BEDROCK;

  /** The public name of a model of this provider. */
  String model(String what) {
    return this + "/" + what;
  }

  /** The public name of a model of this provider that fails for the suites of a runtime. */
  String failing(String what, String runtime) {
    return model(what) + "/" + runtime;
  }

  /** The same for the suites in Java. */
  String failing(String what) {
    return failing(what, "java");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
