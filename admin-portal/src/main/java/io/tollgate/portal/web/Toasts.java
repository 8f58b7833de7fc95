package io.tollgate.portal.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Carries a message over a redirect, in the session. */
@Component
public class Toasts {

  private static final String ATTRIBUTE = "toast";

  private final JsonMapper json;

  Toasts(JsonMapper json) {
    this.json = json;
  }

  /** Redirects to a path of ours, where the message is shown once. */
  public Mono<String> redirect(ServerWebExchange exchange, String path, Toast toast) {
    return exchange
        .getSession()
        .doOnNext(session -> session.getAttributes().put(ATTRIBUTE, json.writeValueAsString(toast)))
        .thenReturn("redirect:" + path);
  }

  /** Takes what there is to say out of the session. */
  List<Toast> take(WebSession session) {
    return session.getAttributes().remove(ATTRIBUTE) instanceof String written
        ? List.of(json.readValue(written, Toast.class))
        : List.of();
  }
}
