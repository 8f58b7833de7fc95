package io.tollgate.domain.authorization;

import io.tollgate.domain.audit.Actor;
import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.TenantId;
import java.util.Map;
import java.util.Set;

/**
 * The person who looks or acts, with what was granted to them when the request began.
 *
 * @param roles their role in each tenant that they are a member of
 * @param scopes what an access token narrows them to; a session has all of them
 */
public record Viewer(
    UserId user,
    String email,
    boolean platformAdmin,
    Map<TenantId, Role> roles,
    Set<Scope> scopes) {

  public Viewer {
    roles = Map.copyOf(roles);
    scopes = Set.copyOf(scopes);
  }

  /** Whether the viewer has at least this role in the tenant. */
  public boolean has(Role role, TenantId tenant) {
    var own = roles.get(tenant);
    return own != null && own.includes(role);
  }

  public boolean isMemberOf(TenantId tenant) {
    return roles.containsKey(tenant);
  }

  public Actor actor() {
    return new Actor(user, email);
  }
}
