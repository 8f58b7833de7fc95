package io.tollgate.portal.security;

import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.portal.session.Sessions;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Mono;

/**
 * Keeps only the id of the person in the session; everything else is read anew, so that a role that
 * was taken away or a disabled account counts from the next request on.
 */
@Component
class SessionAuthentications implements ServerSecurityContextRepository {

  private final People people;

  SessionAuthentications(People people) {
    this.people = people;
  }

  @Override
  public Mono<Void> save(ServerWebExchange exchange, @Nullable SecurityContext context) {
    // Signing in and out write to the session themselves.
    return Mono.empty();
  }

  @Override
  public Mono<SecurityContext> load(ServerWebExchange exchange) {
    return exchange.getSession().flatMap(this::context);
  }

  private Mono<SecurityContext> context(WebSession session) {
    if (!(session.getAttributes().get(Sessions.USER) instanceof String user)) {
      return Mono.empty();
    }
    var tenant =
        session.getAttributes().get(SignedIn.TENANT) instanceof String id ? TenantId.of(id) : null;
    return people
        .signedIn(UserId.of(user), tenant)
        .map(person -> new SecurityContextImpl(new PortalAuthentication(person)));
  }
}
