package io.tollgate.providers.call;

/** What a client speaks; it decides how answers and errors look. */
public enum Protocol {
  OPENAI,
  ANTHROPIC,
  GEMINI,
  COHERE
}
