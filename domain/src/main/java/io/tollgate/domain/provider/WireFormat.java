package io.tollgate.domain.provider;

/** The protocol that a provider speaks. */
public enum WireFormat {
  OPENAI,
  ANTHROPIC,
  GEMINI,
  BEDROCK,
  COHERE,
  OLLAMA,
  /** Speech. */
  ELEVENLABS,
  /** Transcription. */
  DEEPGRAM,
  /** Images. */
  STABILITY
}
