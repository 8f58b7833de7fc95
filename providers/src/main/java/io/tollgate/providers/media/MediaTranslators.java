package io.tollgate.providers.media;

import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.Translator;
import java.util.Optional;

/** Finds who translates pictures, sound and moderation. */
public final class MediaTranslators {
  private static final Translator PASS_THROUGH = new MediaPassThrough();
  private static final Translator STABILITY = new StabilityImages();
  private static final Translator ELEVENLABS = new ElevenLabsSpeech();
  private static final Translator DEEPGRAM = new DeepgramTranscription();

  private MediaTranslators() {}

  /** Empty when the target offers no such thing. */
  public static Optional<Translator> find(Endpoint endpoint, Target target) {
    return switch (target.format()) {
      case OPENAI -> Optional.of(PASS_THROUGH);
      case STABILITY -> only(Endpoint.IMAGE_GENERATIONS, endpoint, STABILITY);
      case ELEVENLABS -> only(Endpoint.SPEECH_SYNTHESIS, endpoint, ELEVENLABS);
      case DEEPGRAM -> only(Endpoint.TRANSCRIPTIONS, endpoint, DEEPGRAM);
      case ANTHROPIC, GEMINI, BEDROCK, COHERE, OLLAMA -> Optional.empty();
    };
  }

  private static Optional<Translator> only(
      Endpoint offered, Endpoint asked, Translator translator) {
    return offered == asked ? Optional.of(translator) : Optional.empty();
  }
}
