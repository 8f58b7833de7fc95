package io.tollgate.portal.signin;

import io.tollgate.domain.identity.User;
import io.tollgate.portal.security.ReturnPath;
import io.tollgate.portal.security.SignIns;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What follows on the issuer's answer. */
@Component
class OidcSignIn {

  private static final Logger log = LoggerFactory.getLogger(OidcSignIn.class);
  private static final String FAILED = "/sign-in?failed=sso";

  private final ExternalAccounts accounts;
  private final SignIns signIns;

  OidcSignIn(ExternalAccounts accounts, SignIns signIns) {
    this.accounts = accounts;
    this.signIns = signIns;
  }

  Mono<Void> succeeded(WebFilterExchange filtered, Authentication authentication) {
    var exchange = filtered.getExchange();
    return Mono.justOrEmpty(authentication.getPrincipal())
        .ofType(OidcUser.class)
        .flatMap(accounts::of)
        .flatMap(user -> begin(exchange, user))
        .defaultIfEmpty(FAILED)
        .flatMap(path -> redirect(exchange, path));
  }

  Mono<Void> failed(WebFilterExchange filtered, AuthenticationException failure) {
    log.warn("Signing in through the issuer failed: {}", failure.getMessage());
    return redirect(filtered.getExchange(), FAILED);
  }

  private Mono<String> begin(ServerWebExchange exchange, User user) {
    return exchange
        .getSession()
        .flatMap(session -> {
          var next = session.getAttributes().get(SessionAuthorizationRequests.NEXT);
          var path = ReturnPath.of(next instanceof String text ? text : null);
          return signIns.begin(exchange, user).thenReturn(path);
        });
  }

  private static Mono<Void> redirect(ServerWebExchange exchange, String path) {
    exchange.getResponse().setStatusCode(HttpStatus.SEE_OTHER);
    exchange.getResponse().getHeaders().setLocation(URI.create(path));
    return exchange.getResponse().setComplete();
  }
}
