package io.tollgate.gateway.authentication;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Where clients put their key: each protocol and each SDK has a place of its own. */
public final class PresentedKey {

  /** Request headers that may hold a key; none of them is ever passed on. */
  public static final List<String> HEADERS =
      List.of(HttpHeaders.AUTHORIZATION, "x-api-key", "x-goog-api-key", "api-key");

  private static final String BEARER = "Bearer ";
  private static final String PARAMETER = "key=";

  private PresentedKey() {}

  /** The first key found, headers first; null when there is none. */
  public static @Nullable String find(HttpHeaders headers, @Nullable String query) {
    for (String name : HEADERS) {
      var value = headers.getFirst(name);
      if (value != null && !value.isBlank()) {
        return value.regionMatches(true, 0, BEARER, 0, BEARER.length())
            ? value.substring(BEARER.length()).strip()
            : value.strip();
      }
    }
    return query == null ? null : inQuery(query);
  }

  private static @Nullable String inQuery(String query) {
    for (String parameter : query.split("&", -1)) {
      if (parameter.startsWith(PARAMETER)) {
        return decoded(parameter.substring(PARAMETER.length()));
      }
    }
    return null;
  }

  private static @Nullable String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }
}
