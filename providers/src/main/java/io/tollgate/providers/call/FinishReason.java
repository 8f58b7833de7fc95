package io.tollgate.providers.call;

/** Why a model stopped, in the words of no particular format. */
public enum FinishReason {
  STOP,
  STOP_SEQUENCE,
  LENGTH,
  CONTEXT_FULL,
  TOOL_CALLS,
  CONTENT_FILTER,
  REFUSAL,
  PAUSED,
  /** The model or the provider broke, or gave a reason that is not known to us. */
  OTHER
}
