package io.tollgate.portal.snippet;

import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** A language that programs are shown in. */
public enum Language {
  CURL("curl", "curl"),
  PYTHON("python", "Python"),
  JAVASCRIPT("javascript", "JavaScript"),
  JAVA("java", "Java");

  /** Written by the page's script when somebody chooses, so that the choice is there next time. */
  private static final String COOKIE = "tollgate-language";

  private final String id;
  private final String label;

  Language(String id, String label) {
    this.id = id;
    this.label = label;
  }

  public String id() {
    return id;
  }

  public String label() {
    return label;
  }

  /** The language that the person chose last. */
  public static Language of(ServerHttpRequest request) {
    var cookie = request.getCookies().getFirst(COOKIE);
    return of(cookie == null ? null : cookie.getValue());
  }

  private static Language of(@Nullable String id) {
    for (var language : values()) {
      if (language.id.equals(id)) {
        return language;
      }
    }
    return CURL;
  }
}
