package io.tollgate.portal.snippet;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What a snippet calls. */
public sealed interface Call {

  /** The key itself, on the one page that shows it; null refers to an environment variable. */
  @Nullable String key();

  /** A chat with a model, at a base URL as the OpenAI SDKs take it. */
  record Chat(URI baseUrl, String model, @Nullable String key) implements Call {

    @Override
    public String toString() {
      return "Chat[" + baseUrl + ", " + model + "]";
    }
  }

  /** A plain GET. */
  record Get(URI url, @Nullable String key) implements Call {

    @Override
    public String toString() {
      return "Get[" + url + "]";
    }
  }
}
