package io.tollgate.providers.rerank;

import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.Translator;
import java.util.Optional;

/** Finds who translates ranking. */
public final class RerankTranslators {
  private static final Translator PASS_THROUGH = new RerankPassThrough();
  private static final Translator COMPATIBLE = new RerankTranslator(new CompatibleRerankUpstream());
  private static final Translator BEDROCK = new RerankTranslator(new BedrockRerankUpstream());

  private RerankTranslators() {}

  /** Empty when the target does not rank. */
  public static Optional<Translator> find(Target target) {
    return switch (target.format()) {
      case COHERE -> Optional.of(PASS_THROUGH);
      case OPENAI -> Optional.of(COMPATIBLE);
      case BEDROCK -> Optional.of(BEDROCK);
      case ANTHROPIC, GEMINI, OLLAMA, ELEVENLABS, DEEPGRAM, STABILITY -> Optional.empty();
    };
  }
}
