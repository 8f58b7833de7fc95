package io.tollgate.portal.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.tenant.Role;
import io.tollgate.portal.Browser;
import io.tollgate.portal.PortalForTests;
import io.tollgate.portal.Samples;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Keys that end, and keys that take another's place. */
class KeyPageTests {

  private static final Pattern ROTATE = Pattern.compile("/keys/[0-9a-f-]+/rotate");
  private static final Pattern KEY = Pattern.compile("tg_[A-Za-z0-9_-]{22,}");

  private static PortalForTests portal;
  private static Browser browser;
  private static String app;

  @BeforeAll
  static void start() {
    portal = PortalForTests.start();
    var samples = new Samples(portal);
    var acme = samples.tenant("acme", "Acme");
    app = "/apps/" + samples.application(acme, "Assistant").id();
    browser = samples.signedIn(samples.member("dave@acme.example", acme, Role.DEVELOPER));
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @Test
  void aRotatedKeyGoesOnServingForAsLongAsWasChosen() {
    browser.submit(app, app + "/keys", Map.of("name", "Production", "days", "90"));
    var rotate = ROTATE.matcher(browser.get(app).body());
    assertThat(rotate.find()).isTrue();

    var issued = browser.submit(app, rotate.group(), Map.of("hours", "24"));

    assertThat(issued.status()).isEqualTo(200);
    assertThat(issued.headers().get("cache-control")).contains("no-store");
    assertThat(KEY.matcher(issued.body()).find()).isTrue();
    assertThat(browser.get(app).body()).contains("Ends soon", "Valid");
  }

  @Test
  void aKeyCannotBeValidForANonsensicalTime() {
    var refused = browser.submit(app, app + "/keys", Map.of("name", "Odd", "days", "-1"));

    assertThat(refused.status()).isEqualTo(422);
  }
}
