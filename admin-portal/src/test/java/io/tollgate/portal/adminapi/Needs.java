package io.tollgate.portal.adminapi;

import io.tollgate.domain.authorization.Scope;
import io.tollgate.domain.tenant.Role;

/** What a person needs for an endpoint. */
enum Needs {
  /** A token. */
  TOKEN,
  /** To be the one whose object it is; nobody in these tests is. */
  SELF,
  VIEWER,
  DEVELOPER,
  ADMIN,
  /** An admin with a token for more than reading: the inbox tells of other tenants. */
  DECIDER,
  OWNER,
  PLATFORM_READ,
  PLATFORM;

  boolean grantedTo(Role role) {
    return switch (this) {
      case TOKEN -> true;
      case VIEWER -> role.includes(Role.VIEWER);
      case DEVELOPER -> role.includes(Role.DEVELOPER);
      case ADMIN, DECIDER -> role.includes(Role.ADMIN);
      case OWNER -> role.includes(Role.OWNER);
      case SELF, PLATFORM_READ, PLATFORM -> false;
    };
  }

  /** The scope that a token of somebody with every right needs. */
  Scope scope(boolean reads) {
    return switch (this) {
      case TOKEN, SELF, VIEWER, PLATFORM_READ -> Scope.READ;
      case DEVELOPER -> reads ? Scope.READ : Scope.DEVELOP;
      case ADMIN, OWNER -> reads ? Scope.READ : Scope.ADMINISTER;
      case DECIDER -> Scope.ADMINISTER;
      case PLATFORM -> Scope.PLATFORM;
    };
  }
}
