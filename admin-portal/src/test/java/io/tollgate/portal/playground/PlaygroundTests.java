package io.tollgate.portal.playground;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.identity.User;
import io.tollgate.domain.tenant.Role;
import io.tollgate.portal.Browser;
import io.tollgate.portal.Browser.Page;
import io.tollgate.portal.PortalForTests;
import io.tollgate.portal.Samples;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Trying a model: through the gateway, with the rights of the person and a key that soon ends. */
class PlaygroundTests {

  private static final Pattern TARGET = Pattern.compile("value=\"([0-9a-f-]{36}/sim-large)\"");
  private static final Pattern KEY = Pattern.compile("tg_[A-Za-z0-9_-]{22,}");

  private static PortalWithGateway acme;
  private static GatewayForTests gateway;
  private static PortalForTests portal;
  private static Samples samples;
  private static User developer;

  @BeforeAll
  static void start() {
    acme = new PortalWithGateway();
    gateway = acme.gateway();
    portal = acme.portal();
    samples = acme.samples();
    developer = acme.developer();
    var globex = samples.tenant("globex", "Globex");
    acme.subscribe(samples.api(globex, "chat", "Chat models", samples.model("sim-large")));
  }

  @AfterAll
  static void stop() {
    acme.close();
  }

  @Test
  void aModelAnswersWithWhatItTookAndCost() {
    var browser = samples.signedIn(developer);

    var answered = send(browser, "/playground", "Hello there");

    assertThat(answered.status()).as(answered.body()).isEqualTo(200);
    assertThat(answered.body())
        .contains("Hello, &lt;b&gt;world&lt;/b&gt;", "77 ms", "345 ms", "1,012 in, 34 out")
        .contains("$0.001234", "200 Completed", "Hello there</textarea>", "href=\"/logs/");
    assertThat(gateway.received()).anyMatch(body -> body.contains("Hello there"));
  }

  @Test
  void theTextStreamsToAPageThatWatches() {
    var browser = samples.signedIn(developer);

    var streamed = send(browser, "/playground/runs", "Stream it");

    assertThat(streamed.headers().get("content-type")).startsWith("text/event-stream");
    assertThat(streamed.body().lines().filter(line -> line.startsWith("data:")))
        .hasSize(4)
        .anyMatch(line -> line.contains("\"text\":\"Hello, \""))
        .anyMatch(line -> line.contains("\"cost\":\"$0.001234\""));
  }

  @Test
  void whoStopsHangsUpOnTheGatewayToo() throws Exception {
    var browser = samples.signedIn(developer);
    var page = browser.get("/playground");

    browser.abandon(
        "/playground/runs",
        page.csrf(),
        Map.of("target", target(page), "message", GatewayForTests.HANGS));

    assertThat(gateway.hungUp().await(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void theKeyIsOrdinaryButForItsEndAndNeverShown() {
    var ines = acme.member("ines", Role.DEVELOPER);
    var browser = samples.signedIn(ines);

    var first = send(browser, "/playground", "Once");
    var second = send(browser, "/playground", "Twice");

    assertThat(KEY.matcher(first.body() + second.body()).find()).isFalse();
    assertThat(keys(ines, "expires_at between now() and now() + interval '15 minutes'"))
        .isEqualTo("1");
    assertThat(
            portal
                .database()
                .query(
                    "select count(*) from audit_entry where action = 'credential.created'"
                        + " and actor_id = '"
                        + ines.id()
                        + "'"))
        .isEqualTo("1");
  }

  @Test
  void signingOutEndsTheKey() {
    var otto = acme.member("otto", Role.DEVELOPER);
    var browser = samples.signedIn(otto);
    send(browser, "/playground", "Before I go");

    browser.submit("/playground", "/sign-out", Map.of());

    assertThat(keys(otto, "revoked_at is not null")).isEqualTo("1");
  }

  @Test
  void waitsUntilTheGatewayHasHeardOfTheKey() {
    gateway.hearsOfKeysLate(3);
    var late = acme.member("late", Role.DEVELOPER);

    var answered = send(samples.signedIn(late), "/playground", "Still there?");

    assertThat(answered.body()).contains("200 Completed");
    assertThat(keys(late, "true")).isEqualTo("1");
  }

  @Test
  void aRefusalIsToldInTheGatewaysWords() {
    var refused = send(samples.signedIn(developer), "/playground/runs", "Refuse this");

    assertThat(refused.body()).contains("Slow down (rate_limit_exceeded)", "429");
  }

  @Test
  void nothingIsSentWithoutAMessage() {
    var browser = samples.signedIn(developer);
    int before = gateway.received().size();

    var page = send(browser, "/playground", "  ");
    var streamed = send(browser, "/playground/runs", "");

    assertThat(page.status()).isEqualTo(422);
    assertThat(page.body()).contains("Enter a message");
    assertThat(streamed.body()).contains("Enter a message");
    assertThat(gateway.received()).hasSize(before);
  }

  @Test
  void viewersAndStrangersCallNothing() {
    var target = target(samples.signedIn(developer).get("/playground"));
    var fields = Map.of("target", target, "message", "Mine now");
    var viewer = samples.signedIn(acme.member("vera", Role.VIEWER));
    var elsewhere = samples.tenant("elsewhere", "Elsewhere");
    var stranger = samples.signedIn(samples.member("stan@else.example", elsewhere, Role.OWNER));

    assertThat(viewer.get("/playground").body()).doesNotContain(target);
    assertThat(viewer.submit("/account", "/playground/runs", fields).status()).isEqualTo(403);
    assertThat(viewer.submit("/account", "/playground", fields).status()).isEqualTo(403);
    assertThat(stranger.submit("/account", "/playground/runs", fields).status()).isEqualTo(404);
    assertThat(stranger.submit("/account", "/playground", fields).status()).isEqualTo(404);
    assertThat(gateway.received()).noneMatch(body -> body.contains("Mine now"));
  }

  @Test
  void aRunNeedsTheTokenOfTheForm() {
    var browser = samples.signedIn(developer);
    var target = target(browser.get("/playground"));

    var refused =
        browser.post("/playground/runs", null, Map.of("target", target, "message", "Forged"));

    assertThat(refused.status()).isEqualTo(403);
  }

  private static Page send(Browser browser, String action, String message) {
    var fields = Map.of("target", target(browser.get("/playground")), "message", message);
    return browser.submit("/playground", action, fields);
  }

  private static String target(Page page) {
    var found = TARGET.matcher(page.body());
    assertThat(found.find()).as(page.body()).isTrue();
    return found.group(1);
  }

  private static String keys(User person, String condition) {
    return portal
        .database()
        .query(
            "select count(*) from credential where created_by = '%s' and %s"
                .formatted(person.id(), condition));
  }
}
