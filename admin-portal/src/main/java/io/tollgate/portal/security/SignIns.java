package io.tollgate.portal.security;

import io.tollgate.domain.identity.User;
import io.tollgate.portal.session.Sessions;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Mono;

/** Begins and ends what a browser is signed in as. */
@Component
public class SignIns {

  private final Sessions sessions;

  SignIns(Sessions sessions) {
    this.sessions = sessions;
  }

  /**
   * Signs a person in, under a new session id: one that was planted before is worth nothing.
   * Nothing of the session before is kept.
   */
  public Mono<Void> begin(ServerWebExchange exchange, User user) {
    return exchange
        .getSession()
        .flatMap(session -> {
          List.copyOf(session.getAttributes().keySet()).forEach(session.getAttributes()::remove);
          session.getAttributes().put(Sessions.USER, user.id().toString());
          return session.changeSessionId();
        });
  }

  public Mono<Void> end(ServerWebExchange exchange) {
    return exchange.getSession().flatMap(WebSession::invalidate);
  }

  /** Signs a person in here and out everywhere else, as a change of password calls for. */
  public Mono<Void> beginAnew(ServerWebExchange exchange, User user) {
    return begin(exchange, user)
        .then(exchange.getSession())
        .flatMap(session -> sessions.endOthersOf(user.id(), session.getId()));
  }
}
