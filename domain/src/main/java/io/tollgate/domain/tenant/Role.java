package io.tollgate.domain.tenant;

/** What a member may do in a tenant; each role may do all that the ones after it may. */
public enum Role {
  /** Everything, members and other owners included. */
  OWNER,
  /** Publishes APIs, decides on subscriptions, invites members. */
  ADMIN,
  /** Makes applications and keys, asks for subscriptions. */
  DEVELOPER,
  /** Reads. */
  VIEWER;

  /** Whether this role may do what the other may. */
  public boolean includes(Role other) {
    return compareTo(other) <= 0;
  }
}
