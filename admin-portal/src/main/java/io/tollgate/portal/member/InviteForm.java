package io.tollgate.portal.member;

import io.tollgate.domain.tenant.Role;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an owner fills in to invite somebody. */
record InviteForm(@Nullable String email, @Nullable String role) {

  static InviteForm empty() {
    return new InviteForm(null, RoleName.of(Role.DEVELOPER));
  }

  InvitationDetails details() {
    return new InvitationDetails(email, RoleName.parse(role));
  }

  /** A role as a form names it. */
  static final class RoleName {

    private RoleName() {}

    static String of(Role role) {
      return role.name().toLowerCase(Locale.ROOT);
    }

    static @Nullable Role parse(@Nullable String name) {
      for (var role : Role.values()) {
        if (of(role).equals(name)) {
          return role;
        }
      }
      return null;
    }
  }
}
