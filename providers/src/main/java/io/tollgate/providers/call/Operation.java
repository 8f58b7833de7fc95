package io.tollgate.providers.call;

/** What an endpoint does, whatever protocol it belongs to; decides what can be metered. */
public enum Operation {
  /** Text in, text out: usage in tokens, may stream. */
  CONVERSATION,
  /** Counts a prompt's tokens; costs nothing and is not metered. */
  TOKEN_COUNT,
  EMBEDDING,
  IMAGE,
  SPEECH,
  TRANSCRIPTION,
  MODERATION,
  RERANK
}
