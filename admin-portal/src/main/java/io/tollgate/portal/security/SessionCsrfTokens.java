package io.tollgate.portal.security;

import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.security.web.server.csrf.DefaultCsrfToken;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The CSRF token of a session, kept in it as a text. */
@Component
class SessionCsrfTokens implements ServerCsrfTokenRepository {

  private static final String ATTRIBUTE = "csrf";
  private static final String HEADER = "X-CSRF-TOKEN";
  private static final String PARAMETER = "_csrf";
  private static final int TOKEN_BYTES = 24;

  private final SecureRandom random = new SecureRandom();

  @Override
  public Mono<CsrfToken> generateToken(ServerWebExchange exchange) {
    return Mono.fromSupplier(() -> {
      var bytes = new byte[TOKEN_BYTES];
      random.nextBytes(bytes);
      return token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    });
  }

  @Override
  public Mono<Void> saveToken(ServerWebExchange exchange, @Nullable CsrfToken token) {
    return exchange
        .getSession()
        .doOnNext(session -> {
          if (token == null) {
            session.getAttributes().remove(ATTRIBUTE);
          } else {
            session.getAttributes().put(ATTRIBUTE, token.getToken());
          }
        })
        .then();
  }

  @Override
  public Mono<CsrfToken> loadToken(ServerWebExchange exchange) {
    return exchange
        .getSession()
        .mapNotNull(session ->
            session.getAttributes().get(ATTRIBUTE) instanceof String value ? token(value) : null);
  }

  private static CsrfToken token(String value) {
    return new DefaultCsrfToken(HEADER, PARAMETER, value);
  }
}
