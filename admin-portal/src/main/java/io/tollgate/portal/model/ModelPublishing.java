package io.tollgate.portal.model;

import io.tollgate.domain.tenant.Tenant;

/** Who may publish models: the tenants whose APIs may offer them. */
public enum ModelPublishing {
  /** Those that a platform admin made. */
  TEAM_TENANTS,
  /** The personal ones too, one of which belongs to everybody who signs up. */
  EVERY_TENANT;

  /** The name of the setting; its values are {@code team_tenants} and {@code every_tenant}. */
  public static final String SETTING = "model_publishing";

  public boolean allows(Tenant tenant) {
    return switch (this) {
      case TEAM_TENANTS -> tenant.kind() == Tenant.Kind.TEAM;
      case EVERY_TENANT -> true;
    };
  }

  /** Reads a stored value; what cannot be read lets in whom a platform admin let in. */
  static ModelPublishing of(String stored) {
    return EVERY_TENANT.name().equalsIgnoreCase(stored) ? EVERY_TENANT : TEAM_TENANTS;
  }
}
