package io.tollgate.portal.adminapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.tenant.Role;
import io.tollgate.portal.PortalForTests;
import io.tollgate.portal.World;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Programs are known by their token with every call: nothing is kept of them between two. */
class SessionlessTests {

  /** Some in every build; docs/performance.md tells of more. */
  private static final int CALLS = Integer.getInteger("tollgate.calls", 2_000);

  private static final int AT_ONCE = 16;

  @Test
  void callsOfProgramsMakeNoSessionHoweverManyTheyAre() throws Exception {
    try (var portal = PortalForTests.start();
        var programs = Executors.newFixedThreadPool(AT_ONCE)) {
      var world = new World(portal);
      var person = world.member("Ada", world.tenant("Acme"), Role.OWNER);
      var known = Script.of(portal, person, Script.MEMBER);
      var stranger = new Script(portal.url(), "");

      var calls =
          IntStream.range(0, CALLS)
              // Every tenth has no token.
              .mapToObj(i -> programs.submit(() -> (i % 10 == 0 ? stranger : known).get("/me")))
              .toList();

      for (Future<Script.Reply> call : calls) {
        var reply = call.get();
        assertThat(reply.status()).isIn(200, 401);
        assertThat(reply.headers().firstValue("set-cookie")).isEmpty();
      }
      assertThat(portal.database().query("select count(*) from portal_session")).isEqualTo("0");
    }
  }
}
