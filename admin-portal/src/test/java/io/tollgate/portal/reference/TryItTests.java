package io.tollgate.portal.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.catalogue.Apis;
import io.tollgate.domain.catalogue.Route;
import io.tollgate.domain.catalogue.RouteId;
import io.tollgate.domain.identity.User;
import io.tollgate.domain.tenant.Role;
import io.tollgate.portal.Browser;
import io.tollgate.portal.Browser.Page;
import io.tollgate.portal.PortalForTests;
import io.tollgate.portal.Samples;
import io.tollgate.portal.playground.GatewayForTests;
import io.tollgate.portal.playground.PortalWithGateway;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Trying an operation of a REST API on its page: through the gateway, as a program would. */
class TryItTests {

  private static final String PAGE = "/apis/orders/reference";
  private static final Pattern CALLER =
      Pattern.compile("name=\"caller\" value=\"([0-9a-f-]{36})\"");
  private static final Pattern KEY = Pattern.compile("tg_[A-Za-z0-9_-]{22,}");

  private static final String DOCUMENT =
      """
      openapi: 3.1.0
      paths:
        /{name}:
          parameters:
            - {name: name, in: path, required: true, example: newest}
          get:
            summary: Reads an order
            parameters:
              - {name: state, in: query, schema: {type: string, default: open}}
              - {name: X-Trace, in: header}
          post:
            requestBody:
              content:
                application/json:
                  schema: {type: object, properties: {customer: {type: string, example: Acme}}}
      """;

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
    var api = samples.api(globex, "orders", "Orders");
    portal.database().execute("update api set openapi = '" + DOCUMENT + "' where slug = 'orders'");
    acme.subscribe(api);
  }

  @AfterAll
  static void stop() {
    acme.close();
  }

  @Test
  void theFormsBeginWithWhatTheDocumentSays() {
    var page = samples.signedIn(developer).get(PAGE).body();

    assertThat(page)
        .contains("value=\"newest\"", "value=\"open\"", "name=\"header.X-Trace\"")
        .contains("&quot;customer&quot; : &quot;Acme&quot;", "As Assistant");
  }

  @Test
  void anOperationAnswersWithStatusLatencyHeadersAndBody() {
    var answered =
        send(
            "GET /{name}",
            Map.of("path.name", "newest", "query.state", "paid & sent", "header.X-Trace", "t-7"));

    assertThat(answered.status()).as(answered.body()).isEqualTo(200);
    assertThat(answered.body())
        .contains("200 OK", "GET /orders/newest?state=paid%20%26%20sent", "X-Left", "41")
        .contains("&lt;b&gt;GET", "Latency", "href=\"/logs/")
        .doesNotContain("hidden/1.0", "<b>GET");
    assertThat(gateway.received()).anyMatch(line -> line.endsWith(" t-7"));
    assertThat(KEY.matcher(answered.body()).find()).isFalse();
    assertThat(answered.body()).contains("value=\"paid &amp; sent\"");
  }

  @Test
  void theRequestIsExplainedOneClickAway() {
    var browser = samples.signedIn(developer);
    var link = Pattern.compile("href=\"(/logs/[0-9a-f-]{36})\"");

    var found = link.matcher(send(browser, "GET /{name}", Map.of("path.name", "newest")).body());

    assertThat(found.find()).isTrue();
    assertThat(browser.get(found.group(1)).status()).isEqualTo(200);
  }

  @Test
  void aBodyIsSentAsItWasTyped() {
    var answered =
        send("POST /{name}", Map.of("path.name", "new", "body", "{\"customer\":\"Globex\"}"));

    assertThat(answered.status()).isEqualTo(200);
    assertThat(gateway.received()).anyMatch(line -> line.contains("{\"customer\":\"Globex\"}"));
  }

  @Test
  void whatIsLongIsCutAndWhatIsNoTextIsNotShown() {
    var cut = send("GET /{name}", Map.of("path.name", "long"));
    var picture = send("GET /{name}", Map.of("path.name", "picture"));
    var nothing = send("GET /{name}", Map.of("path.name", "nothing"));
    var gone = send("GET /{name}", Map.of("path.name", "gone"));

    assertThat(cut.body()).contains("this is how it begins", "100,000 bytes");
    assertThat(cut.body().length()).isLessThan(100_000);
    assertThat(picture.body()).contains("is no text").doesNotContain("answer-body");
    assertThat(nothing.body()).contains("has no body");
    assertThat(gone.status()).isEqualTo(200);
    assertThat(gone.body()).contains("410 Gone");
  }

  @Test
  void waitsUntilTheGatewayHasHeardOfTheKey() {
    gateway.hearsOfKeysLate(2);
    var late = acme.member("late", Role.DEVELOPER);

    var answered = send(samples.signedIn(late), "GET /{name}", Map.of("path.name", "newest"));

    assertThat(answered.body()).contains("200 OK");
  }

  @Test
  void whatIsWrongIsSaidAndWhatWasTypedStays() {
    int before = gateway.received().size();

    var refused =
        send("GET /{name}", Map.of("path.name", "", "query.state", "kept", "header.X-Trace", "é"));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains("value=\"kept\"", "aria-invalid=\"true\"", "operation-0-path.name")
        .contains("error-summary", "<details open");
    assertThat(gateway.received()).hasSize(before);
  }

  @Test
  void onlyOperationsOfTheApiAreCalled() {
    int before = gateway.received().size();

    assertThat(send("DELETE /{name}", Map.of("path.name", "x")).status()).isEqualTo(422);
    assertThat(send("GET /../chat", Map.of()).status()).isEqualTo(422);
    assertThat(gateway.received()).hasSize(before);
  }

  @Test
  void whatNothingIsWrittenOfIsTriedByItsRoutes() {
    var api = samples.api(samples.tenant("initech", "Initech"), "plain", "Plain");
    samples.write(
        portal
            .bean(Apis.class)
            .save(
                new Route(
                    RouteId.create(),
                    api.id(),
                    "/v2/**",
                    Set.of("GET", "POST"),
                    URI.create("https://orders.example.com"),
                    null,
                    null,
                    Map.of(),
                    Duration.ofSeconds(5),
                    false,
                    Instant.now())));
    acme.subscribe(api);

    var page = samples.signedIn(developer).get("/apis/plain/reference").body();

    assertThat(page).contains("GET /v2/{rest}", "POST /v2/{rest}", "Path and query");
  }

  @Test
  void whoMayNotCallReadsOnly() {
    var caller = caller(samples.signedIn(developer).get(PAGE));
    var fields = fields("GET /{name}", caller, Map.of("path.name", "mine-now"));
    var viewer = samples.signedIn(acme.member("vera", Role.VIEWER));
    var elsewhere = samples.tenant("elsewhere", "Elsewhere");
    var stranger = samples.signedIn(samples.member("stan@else.example", elsewhere, Role.OWNER));
    var nobody = new Browser(portal.url());

    assertThat(viewer.get(PAGE).body()).contains("you can try it here").doesNotContain(caller);
    assertThat(stranger.get(PAGE).body()).doesNotContain(caller);
    assertThat(nobody.get(PAGE).body()).contains("you can try it here").doesNotContain(caller);
    assertThat(viewer.submit("/account", PAGE, fields).status()).isEqualTo(403);
    assertThat(stranger.submit("/account", PAGE, fields).status()).isEqualTo(404);
    assertThat(nobody.submit("/sign-in", PAGE, fields).status()).isEqualTo(303);
    assertThat(samples.signedIn(developer).post(PAGE, null, fields).status()).isEqualTo(403);
    assertThat(gateway.received()).noneMatch(line -> line.contains("mine-now"));
  }

  private static Page send(String operation, Map<String, String> values) {
    return send(samples.signedIn(developer), operation, values);
  }

  private static Page send(Browser browser, String operation, Map<String, String> values) {
    return browser.submit(PAGE, PAGE, fields(operation, caller(browser.get(PAGE)), values));
  }

  private static Map<String, String> fields(
      String operation, String caller, Map<String, String> values) {
    var fields = new HashMap<>(values);
    fields.put("operation", operation);
    fields.put("caller", caller);
    return fields;
  }

  private static String caller(Page page) {
    var found = CALLER.matcher(page.body());
    assertThat(found.find()).as(page.body()).isTrue();
    return found.group(1);
  }
}
