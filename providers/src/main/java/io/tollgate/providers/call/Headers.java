package io.tollgate.providers.call;

import org.jspecify.annotations.Nullable;

/** Looks up a message's headers; names are given in lower case and matched in any case. */
@FunctionalInterface
public interface Headers {
  Headers NONE = name -> null;

  /** The first value of a header; null if there is none. */
  @Nullable String first(String name);
}
