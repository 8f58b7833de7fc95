package io.tollgate.providers.conversation;

import org.jspecify.annotations.Nullable;

/**
 * Where something that a model says comes from.
 *
 * @param url null where the source has no address, such as a document of the request
 * @param title what the source is called
 * @param quote what the source says, in its own words
 * @param span which piece of the answer's text rests on it; null where that was not said
 */
public record Citation(
    @Nullable String url, @Nullable String title, @Nullable String quote, @Nullable Span span) {
  /**
   * A piece of all the text of one choice, counted in characters as Unicode counts them.
   *
   * @param end the first character behind it
   */
  public record Span(int start, int end) {}

  /** For formats that want a title: the address stands for a missing one. */
  public String heading() {
    if (title != null && !title.isEmpty()) {
      return title;
    }
    return url == null ? "" : url;
  }
}
