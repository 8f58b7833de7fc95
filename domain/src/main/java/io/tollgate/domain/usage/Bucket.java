package io.tollgate.domain.usage;

/** The kinds of tokens that are counted and priced apart. A token stands in exactly one of them. */
public enum Bucket {
  INPUT,
  CACHE_READ,
  CACHE_WRITE,
  OUTPUT,
  REASONING,
  AUDIO_INPUT,
  AUDIO_OUTPUT,
  IMAGE
}
