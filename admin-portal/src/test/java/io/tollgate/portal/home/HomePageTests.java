package io.tollgate.portal.home;

import static io.tollgate.portal.PortalForTests.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.Credential;
import io.tollgate.domain.application.CredentialId;
import io.tollgate.domain.application.Credentials;
import io.tollgate.domain.id.UuidV7;
import io.tollgate.domain.ledger.Ledger;
import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.secret.Hash256;
import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.portal.BookedCall;
import io.tollgate.portal.Browser;
import io.tollgate.portal.PortalForTests;
import io.tollgate.portal.Samples;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HomePageTests {

  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private static final Random RANDOM = new Random(7);

  private static PortalForTests portal;
  private static Samples samples;

  @BeforeAll
  static void start() {
    portal = PortalForTests.start();
    samples = new Samples(portal);
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @Test
  void saysWhichKeysNeedALook() {
    var acme = samples.tenant("acme", "Acme");
    var app = samples.application(acme, "Assistant").id();
    key(app, "Steady", days(-40), null, days(-1));
    key(app, "Ending", days(-40), days(3), days(-1));
    key(app, "Over", days(-40), days(-2), days(-3));
    key(app, "Forgotten", days(-40), null, null);
    key(app, "Brief", NOW.minus(Duration.ofHours(2)), NOW.minus(Duration.ofHours(1)), null);
    key(app, "Long over", days(-90), days(-30), days(-31));

    var home = home("dora@acme.example", acme).get("/").body();

    assertThat(home).contains("3 of 4 keys need a look", "/apps/" + app);
    assertThat(home).containsSubsequence("Over", "Expired", "Ending", "Ends soon", "Forgotten");
    assertThat(home).containsSubsequence("Forgotten", "Unused", "Steady", "Valid");
    assertThat(home).doesNotContain("Brief", "Long over");
  }

  @Test
  void saysInWordsWhatWentWrong() {
    var errors = samples.tenant("errors", "Errors");
    var app = samples.application(errors, "Assistant").id();
    var key = key(app, "Steady", days(-40), null, days(-1));
    var limited = call(errors, app, key, Outcome.REFUSED, "rate_limit_exceeded");
    var silent = call(errors, app, key, Outcome.FAILED, "upstream_timeout");
    call(errors, app, key, Outcome.COMPLETED, null);
    var left = call(errors, app, key, Outcome.CANCELLED, null);

    var browser = home("erik@errors.example", errors);
    var home = browser.get("/").body();

    assertThat(home)
        .contains("A limit of the plan was reached", "The provider did not answer in time")
        .contains("/logs/" + limited, "/logs/" + silent)
        .doesNotContain(left.toString());
    var explained = browser.get("/logs/" + limited);
    assertThat(explained.status()).isEqualTo(200);
    assertThat(explained.body()).contains("nothing was consumed").doesNotContain("has no price");
    assertThat(home("eve@else.example", samples.tenant("else", "Else")).get("/").body())
        .doesNotContain(limited.toString());
  }

  @Test
  void hasAWordForWhatIsNotThereYet() {
    var quiet = samples.tenant("quiet", "Quiet");
    var viewer = samples.signedIn(samples.member("vera@quiet.example", quiet, Role.VIEWER));

    assertThat(viewer.get("/").body()).contains("No keys yet", "No errors in the last seven days");
  }

  @Test
  void showsNobodyTheKeysOfAnApplicationThatIsDisabled() {
    var disabled = samples.tenant("disabled", "Disabled");
    var app = samples.application(disabled, "Assistant").id();
    key(app, "Idle", days(-40), null, null);
    portal
        .database()
        .execute("update application set status = 'disabled' where id = '" + app + "'");

    assertThat(home("dan@disabled.example", disabled).get("/").body()).doesNotContain("Idle");
  }

  private static Browser home(String email, Tenant tenant) {
    return samples.signedIn(samples.member(email, tenant, Role.DEVELOPER));
  }

  private static Instant days(int days) {
    return NOW.plus(Duration.ofDays(days));
  }

  private static CredentialId key(
      ApplicationId app,
      String name,
      Instant created,
      @Nullable Instant expires,
      @Nullable Instant used) {
    var id = CredentialId.create();
    var hash =
        new Hash256(RANDOM.nextLong(), RANDOM.nextLong(), RANDOM.nextLong(), RANDOM.nextLong());
    samples.write(
        portal
            .bean(Credentials.class)
            .save(
                new Credential(
                    id, app, name, "tg_" + name, hash, null, created, expires, null, used)));
    return id;
  }

  private static UUID call(
      Tenant tenant,
      ApplicationId app,
      CredentialId key,
      Outcome outcome,
      @Nullable String errorCode) {
    var started = NOW.minusSeconds(60);
    var id = UuidV7.at(started);
    var entry =
        BookedCall.of(tenant.id(), app, key)
            .id(id)
            .startedAt(started)
            .model("gpt-5-mini")
            .ended(outcome, outcome == Outcome.COMPLETED ? 200 : 429, errorCode)
            .entry();
    get(portal.bean(Ledger.class).append(List.of(entry)));
    return id;
  }
}
