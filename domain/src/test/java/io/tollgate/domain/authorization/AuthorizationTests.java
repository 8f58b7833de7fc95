package io.tollgate.domain.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.TenantId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuthorizationTests {

  private static final TenantId OWN = TenantId.create();
  private static final TenantId FOREIGN = TenantId.create();

  @ParameterizedTest
  @EnumSource(Action.class)
  void nobodyDoesAnythingInAForeignTenant(Action action) {
    for (var role : Role.values()) {
      var viewer = member(role);

      assertThat(Authorization.allows(viewer, action, FOREIGN)).isFalse();
      assertThatThrownBy(() -> Authorization.require(viewer, action, FOREIGN))
          .isInstanceOf(NotVisible.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Action.class)
  void aRoleMayDoWhatTheRolesBelowItMay(Action action) {
    boolean lesserMay = false;
    for (var role : List.of(Role.VIEWER, Role.DEVELOPER, Role.ADMIN, Role.OWNER)) {
      boolean may = Authorization.allows(member(role), action, OWN);
      assertThat(may || !lesserMay).isTrue();
      lesserMay = may;
    }
  }

  @ParameterizedTest
  @EnumSource(Action.class)
  void noTenantRoleReachesThePlatform(Action action) {
    assertThat(Authorization.allows(member(Role.OWNER), action)).isFalse();
    if (action.role() == null) {
      assertThat(Authorization.allows(member(Role.OWNER), action, OWN)).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Action.class)
  void aTokenIsHeldToItsScopes(Action action) {
    var scopes = EnumSet.complementOf(EnumSet.of(action.scope()));
    var admin = new Viewer(UserId.create(), "a@example.com", true, Map.of(), scopes);

    assertThat(Authorization.allows(admin, action, OWN)).isFalse();
    assertThat(Authorization.allows(admin, action)).isFalse();
  }

  @Test
  void aMemberLearnsWhatIsNotAllowed() {
    assertThatThrownBy(
            () -> Authorization.require(member(Role.VIEWER), Action.MANAGE_CREDENTIALS, OWN))
        .isInstanceOf(NotAllowed.class);
  }

  private static Viewer member(Role role) {
    return new Viewer(
        UserId.create(), "m@example.com", false, Map.of(OWN, role), Set.of(Scope.values()));
  }
}
