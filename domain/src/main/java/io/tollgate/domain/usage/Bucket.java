package io.tollgate.domain.usage;

/** What is counted and priced apart. What is consumed stands in exactly one of them. */
public enum Bucket {
  INPUT,
  CACHE_READ,
  CACHE_WRITE,
  CACHE_WRITE_HOUR,
  OUTPUT,
  REASONING,
  AUDIO_INPUT,
  AUDIO_OUTPUT,
  IMAGE,
  /** In seconds, of models that are paid by the length of the sound. */
  AUDIO_SECONDS,
  /** In searches, as the provider counts them: a ranking of many documents may be several. */
  SEARCH_UNITS;

  /** Whether it holds tokens, as opposed to seconds or searches. */
  public boolean countsTokens() {
    return this != AUDIO_SECONDS && this != SEARCH_UNITS;
  }
}
