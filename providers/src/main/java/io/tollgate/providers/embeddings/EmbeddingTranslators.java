package io.tollgate.providers.embeddings;

import io.tollgate.providers.call.Protocol;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.Translator;
import java.util.Optional;

/** Finds who translates embeddings. */
public final class EmbeddingTranslators {
  private static final EmbeddingClient OPENAI = new OpenAiEmbeddingClient();
  private static final EmbeddingClient GEMINI = new GeminiEmbeddingClient();
  private static final Translator OPENAI_PASS_THROUGH = new OpenAiEmbeddingPassThrough();
  private static final Translator GEMINI_PASS_THROUGH = new GeminiEmbeddingPassThrough();

  private EmbeddingTranslators() {}

  /** Empty when the target offers no embeddings. */
  public static Optional<Translator> find(Protocol client, Target target) {
    boolean gemini = client == Protocol.GEMINI;
    return switch (target.format()) {
      case OPENAI ->
          gemini
              ? between(GEMINI, new OpenAiEmbeddingUpstream())
              : Optional.of(OPENAI_PASS_THROUGH);
      case GEMINI -> google(gemini, target);
      case COHERE -> between(gemini ? GEMINI : OPENAI, new CohereEmbeddingUpstream());
      case BEDROCK -> between(gemini ? GEMINI : OPENAI, new BedrockEmbeddingUpstream());
      case OLLAMA -> between(gemini ? GEMINI : OPENAI, new OllamaEmbeddingUpstream());
      case ANTHROPIC, ELEVENLABS, DEEPGRAM, STABILITY -> Optional.empty();
    };
  }

  private static Optional<Translator> google(boolean gemini, Target target) {
    if (target.vendor().id().equals("vertex")) {
      return between(gemini ? GEMINI : OPENAI, new VertexEmbeddingUpstream());
    }
    return gemini
        ? Optional.of(GEMINI_PASS_THROUGH)
        : between(OPENAI, new GeminiEmbeddingUpstream());
  }

  private static Optional<Translator> between(EmbeddingClient client, EmbeddingUpstream upstream) {
    return Optional.of(new EmbeddingTranslator(client, upstream));
  }
}
