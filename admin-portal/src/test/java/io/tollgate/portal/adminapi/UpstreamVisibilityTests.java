package io.tollgate.portal.adminapi;

import static io.tollgate.portal.PortalForTests.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.CredentialId;
import io.tollgate.domain.authorization.Scope;
import io.tollgate.domain.ledger.Ledger;
import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.ledger.LedgerEntry.Attempt;
import io.tollgate.domain.ledger.LedgerEntry.Destination;
import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.portal.BookedCall;
import io.tollgate.portal.PortalForTests;
import io.tollgate.portal.Samples;
import io.tollgate.portal.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where a REST API's upstream is, is told to whoever may change it, and to nobody else. */
class UpstreamVisibilityTests {

  private static final String ORIGIN = "https://orders.internal:8443";

  private static PortalForTests portal;
  private static World world;
  private static Samples samples;
  private static Tenant publisher;
  private static Tenant consumer;
  private static LedgerEntry entry;

  @BeforeAll
  static void start() {
    portal = PortalForTests.start();
    world = new World(portal);
    samples = new Samples(portal);
    publisher = world.tenant("Publisher");
    consumer = world.tenant("Consumer");
    var id = consumer.id().value();
    entry =
        BookedCall.of(consumer.id(), new ApplicationId(id), new CredentialId(id))
            .ownedBy(publisher.id())
            .ended(Outcome.FAILED, 504, "upstream_timeout")
            .attempts(
                new Attempt(
                    new Destination.Upstream(ORIGIN),
                    null,
                    "upstream_timeout",
                    Duration.ofMillis(342)))
            .entry();
    get(portal.bean(Ledger.class).append(List.of(entry)));
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @Test
  void whoCalledLearnsThatTheUpstreamDidNotAnswerButNotWhereItIs() {
    var caller = samples.member("caller@example.com", consumer, Role.OWNER);

    assertThat(samples.signedIn(caller).get("/logs/" + entry.requestId()).body())
        .contains("the API&#39;s upstream", "no answer upstream_timeout", "342 ms")
        .doesNotContain("orders.internal");
    var attempt = Script.of(portal, caller, Script.MEMBER).get(path(consumer, "")).expect(200);
    assertThat(attempt.json().at("/attempts/0/error").asString()).isEqualTo("upstream_timeout");
    assertThat(attempt.body()).doesNotContain("orders.internal");
  }

  @Test
  void thePublisherAndThePlatformLearnWhereItIs() {
    var owner = samples.member("publisher@example.com", publisher, Role.OWNER);
    var root = world.platformAdmin("Root");

    assertThat(samples.signedIn(owner).get("/logs/" + entry.requestId()).body()).contains(ORIGIN);
    var published = Script.of(portal, owner, Script.MEMBER).get(path(publisher, "?side=PUBLISHED"));
    var everywhere = Script.of(portal, root, Scope.values()).get("/requests/" + entry.requestId());
    for (var reply : List.of(published, everywhere)) {
      assertThat(reply.expect(200).json().at("/attempts/0/upstream").asString()).isEqualTo(ORIGIN);
    }
  }

  private static String path(Tenant tenant, String query) {
    return "/tenants/" + tenant.id() + "/requests/" + entry.requestId() + query;
  }
}
