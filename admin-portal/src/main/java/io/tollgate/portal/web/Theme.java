package io.tollgate.portal.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Light or dark, as the person chose; null follows the system. */
final class Theme {

  private static final String COOKIE = "tollgate-theme";

  private Theme() {}

  static @Nullable String of(ServerHttpRequest request) {
    var cookie = request.getCookies().getFirst(COOKIE);
    if (cookie == null) {
      return null;
    }
    return switch (cookie.getValue()) {
      case "light", "dark" -> cookie.getValue();
      default -> null;
    };
  }
}
