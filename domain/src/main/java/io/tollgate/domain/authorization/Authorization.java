package io.tollgate.domain.authorization;

import io.tollgate.domain.tenant.TenantId;

/**
 * Decides whether a viewer may do something to an object of a tenant. What no rule allows is
 * refused.
 */
public final class Authorization {

  private Authorization() {}

  /** Whether the action is allowed on an object that belongs to the tenant. */
  public static boolean allows(Viewer viewer, Action action, TenantId tenant) {
    if (!viewer.scopes().contains(action.scope())) {
      return false;
    }
    var role = action.role();
    return viewer.platformAdmin() || (role != null && viewer.has(role, tenant));
  }

  /** Whether the action is allowed on an object of the platform itself. */
  public static boolean allows(Viewer viewer, Action action) {
    return viewer.platformAdmin() && viewer.scopes().contains(action.scope());
  }

  /**
   * Refuses what is not allowed. An object of a tenant that the viewer has nothing to do with is
   * reported as unknown, so that its existence is not revealed.
   */
  public static void require(Viewer viewer, Action action, TenantId tenant) {
    if (allows(viewer, action, tenant)) {
      return;
    }
    throw viewer.platformAdmin() || viewer.isMemberOf(tenant)
        ? new NotAllowed(action)
        : new NotVisible();
  }

  /** Refuses what only platform admins may do. */
  public static void require(Viewer viewer, Action action) {
    if (!allows(viewer, action)) {
      throw new NotAllowed(action);
    }
  }
}
