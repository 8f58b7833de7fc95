package io.tollgate.portal.session;

import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.session.CookieWebSessionIdResolver;

/**
 * The cookie with a session's id. A page that was asked for with an id of the past does not take
 * the cookie away: whoever signed in meanwhile, in another tab, holds a new one under its name.
 */
final class SessionCookie extends CookieWebSessionIdResolver {
  @Override
  public void expireSession(ServerWebExchange exchange) {
    if (!HttpMethod.GET.equals(exchange.getRequest().getMethod())) {
      super.expireSession(exchange);
    }
  }
}
