package io.tollgate.portal.account;

import io.tollgate.portal.security.SignedIn;
import java.net.URI;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets somebody with a one-time password do nothing before choosing their own. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE) // after security, which knows who is asking
class OneTimePasswordFilter implements WebFilter {

  private static final Set<String> ALLOWED = Set.of("/account/password", "/sign-out");

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    var path = exchange.getRequest().getPath().pathWithinApplication().value();
    if (ALLOWED.contains(path) || path.startsWith("/assets/")) {
      return chain.filter(exchange);
    }
    return ReactiveSecurityContextHolder.getContext()
        .map(OneTimePasswordFilter::mustChange)
        .defaultIfEmpty(false)
        .flatMap(must -> must ? toPasswordPage(exchange) : chain.filter(exchange));
  }

  private static boolean mustChange(SecurityContext context) {
    var known = context.getAuthentication();
    return known != null
        && known.getPrincipal() instanceof SignedIn person
        && person.user().mustChangePassword();
  }

  private static Mono<Void> toPasswordPage(ServerWebExchange exchange) {
    exchange.getResponse().setStatusCode(HttpStatus.SEE_OTHER);
    exchange.getResponse().getHeaders().setLocation(URI.create("/account/password"));
    return exchange.getResponse().setComplete();
  }
}
