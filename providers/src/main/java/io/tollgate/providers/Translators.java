package io.tollgate.providers;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.Translator;
import io.tollgate.providers.wire.openai.OpenAiPassThrough;
import java.util.Optional;

/** Finds who translates between a client's endpoint and what a target speaks. */
public final class Translators {
  private static final Translator OPENAI_PASS_THROUGH = new OpenAiPassThrough();

  private Translators() {}

  /** Empty when the target cannot serve this endpoint at all. */
  public static Optional<Translator> find(Endpoint endpoint, Target target) {
    boolean sameShape = endpoint == Endpoint.CHAT_COMPLETIONS || endpoint == Endpoint.COMPLETIONS;
    return sameShape && target.format() == WireFormat.OPENAI
        ? Optional.of(OPENAI_PASS_THROUGH)
        : Optional.empty();
  }
}
