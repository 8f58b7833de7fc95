package io.tollgate.portal.adminapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.tenant.Role;
import io.tollgate.portal.PortalForTests;
import io.tollgate.portal.Samples;
import org.junit.jupiter.api.Test;

class MemberListingTests {

  @Test
  void aScriptThatRemovesWhereItHasReadToIsToldSoAndMissesNobodyInSilence() {
    try (var portal = PortalForTests.start()) {
      var samples = new Samples(portal);
      var team = samples.tenant("team", "Team");
      var owner = samples.member("olga@example.com", team, Role.OWNER);
      samples.member("ada@example.com", team, Role.DEVELOPER);
      samples.member("bob@example.com", team, Role.DEVELOPER);
      var script = Script.of(portal, owner, Script.MEMBER);
      var members = "/tenants/" + team.id() + "/members";
      var next = script.get(members + "?limit=2").text("next");
      var rest = members + "?limit=2&after=" + next;
      assertThat(script.get(rest).json().path("items")).hasSize(1);

      assertThat(script.delete(members + "/" + next).status()).isEqualTo(204);

      var reply = script.get(rest);
      assertThat(reply.status()).isEqualTo(422);
      assertThat(reply.body()).contains("after");
    }
  }
}
