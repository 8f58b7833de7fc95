package io.tollgate.providers.wire.anthropic;

import io.tollgate.providers.call.Target;
import org.jspecify.annotations.Nullable;

/** A version of Anthropic's API, by its date. */
record AnthropicVersion(String date) {
  private static final String CLASSIC = "2023-06-01";
  private static final String NO_SAMPLING_SINCE = "2026-10-21";

  static AnthropicVersion of(Target target) {
    return named(target.setting("anthropic-version"));
  }

  static AnthropicVersion named(@Nullable String date) {
    return new AnthropicVersion(date == null ? CLASSIC : date);
  }

  /** Temperature, top_p and top_k are errors, even at their defaults. */
  boolean withoutSampling() {
    return date.compareTo(NO_SAMPLING_SINCE) >= 0;
  }
}
