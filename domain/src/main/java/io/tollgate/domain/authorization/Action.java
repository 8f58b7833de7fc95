package io.tollgate.domain.authorization;

import io.tollgate.domain.tenant.Role;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a signed-in person can do. Each action names the role it needs in the tenant that
 * the object belongs to; an action without one is for platform admins only.
 */
public enum Action {
  VIEW_TENANT(Role.VIEWER, Scope.READ),
  VIEW_USAGE(Role.VIEWER, Scope.READ),
  VIEW_LOG(Role.VIEWER, Scope.READ),
  MANAGE_APPLICATIONS(Role.DEVELOPER, Scope.DEVELOP),
  MANAGE_CREDENTIALS(Role.DEVELOPER, Scope.DEVELOP),
  REQUEST_SUBSCRIPTION(Role.DEVELOPER, Scope.DEVELOP),
  CLOSE_SUBSCRIPTION(Role.DEVELOPER, Scope.DEVELOP),
  VIEW_OWN_APIS(Role.VIEWER, Scope.READ),
  MANAGE_APIS(Role.ADMIN, Scope.ADMINISTER),
  /** Having any tenant's API offer a model; whose APIs may without that is a setting. */
  OFFER_MODELS_ANYWHERE(null, Scope.ADMINISTER),
  DECIDE_SUBSCRIPTION(Role.ADMIN, Scope.ADMINISTER),
  VIEW_MEMBERS(Role.VIEWER, Scope.READ),
  MANAGE_MEMBERS(Role.OWNER, Scope.ADMINISTER),
  MANAGE_TENANT(Role.OWNER, Scope.ADMINISTER),
  VIEW_AUDIT(Role.ADMIN, Scope.READ),
  VIEW_PLATFORM(null, Scope.READ),
  MANAGE_PROVIDERS(null, Scope.PLATFORM),
  MANAGE_MODELS(null, Scope.PLATFORM),
  MANAGE_TENANTS(null, Scope.PLATFORM),
  MANAGE_USERS(null, Scope.PLATFORM),
  MANAGE_SETTINGS(null, Scope.PLATFORM);

  private final @Nullable Role role;
  private final Scope scope;

  Action(@Nullable Role role, Scope scope) {
    this.role = role;
    this.scope = scope;
  }

  /** The role that a member of the object's tenant needs; null when no role is enough. */
  public @Nullable Role role() {
    return role;
  }

  public Scope scope() {
    return scope;
  }
}
