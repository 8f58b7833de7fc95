package io.tollgate.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.identity.User;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.simulator.SimulatorServer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What publishers and platform admins do on their pages, without a script. */
class PublisherAndPlatformTests {

  private static final String KEY = "sk-canary-0123456789-wxyz";

  private static final String STRICT = "name=\"strict\"[^>]* checked";

  private static PortalForTests portal;
  private static SimulatorServer upstream;
  private static Samples samples;
  private static Tenant acme;
  private static User admin;
  private static User owner;
  private static User developer;
  private static Model model;

  @BeforeAll
  static void start() {
    upstream = SimulatorServer.start("127.0.0.1", 0);
    portal = PortalForTests.start();
    samples = new Samples(portal);
    acme = samples.tenant("acme", "Acme");
    admin = samples.platformAdmin("root@example.com");
    owner = samples.member("olga@acme.example", acme, Role.OWNER);
    developer = samples.member("dave@acme.example", acme, Role.DEVELOPER);
    model = samples.model("gpt-5-mini");
  }

  @AfterAll
  static void stop() {
    portal.close();
    upstream.close();
  }

  @Test
  void aProviderIsCalledBeforeItIsSavedAndKeepsItsSecret() {
    var browser = samples.signedIn(admin);
    var local = upstream.uri().resolve("/v1").toString();

    var refused = create(browser, "/admin/providers/test", "guarded", local, false);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("not a public address").doesNotContain(KEY);

    var saved = create(browser, "/admin/providers/test", "local", local, true);
    assertThat(saved.location()).as(saved.body()).startsWith("/admin/providers/");

    var page = browser.get(saved.location());
    assertThat(page.body()).contains("…wxyz").doesNotContain(KEY);

    var tested =
        browser.submit(
            saved.location(),
            saved.location() + "/test",
            Map.of(
                "name", "Local",
                "vendor", "custom",
                "wireFormat", "OPENAI",
                "authStyle", "BEARER",
                "baseUrl", local,
                "allowPrivateNetwork", "true",
                "testModel", "demo"));
    assertThat(tested.status()).as(tested.body()).isEqualTo(200);
    assertThat(tested.body()).contains("It answers", "Status 200", "choices").doesNotContain(KEY);

    browser.submit(saved.location(), saved.location() + "/disable", Map.of());
    assertThat(browser.get("/admin/providers").body()).contains("Local", "Disabled");
  }

  @Test
  void amazonsKeysAreTakenTogetherAndItsAddressFollowsFromTheRegion() {
    var browser = samples.signedIn(admin);
    var form =
        Map.of(
            "slug", "amazon",
            "name", "Amazon",
            "vendor", "bedrock",
            "region", "eu-central-1",
            "secret", KEY,
            "sessionToken", "temporary-token-of-amazons");

    var refused = browser.submit("/admin/providers/new", "/admin/providers", form);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("access key id").doesNotContain(KEY);

    var whole = new HashMap<>(form);
    whole.put("accessKeyId", "AKIAEXAMPLE");
    var saved = browser.submit("/admin/providers/new", "/admin/providers", whole);
    assertThat(saved.location()).as(saved.body()).startsWith("/admin/providers/");
    assertThat(browser.get(saved.location()).body())
        .contains("https://bedrock-runtime.eu-central-1.amazonaws.com", "SIGV4")
        .doesNotContain(KEY, "temporary-token-of-amazons");
  }

  @Test
  void anAiApiIsDraftedGivenAPlanAndPublished() {
    var browser = samples.signedIn(owner);
    assertThat(browser.get("/t/acme/apis").status()).isEqualTo(200);
    var page =
        browser
            .submit(
                "/t/acme/apis/new",
                "/t/acme/apis",
                Map.of(
                    "kind", "AI",
                    "slug", "chat",
                    "name", "Chat models",
                    "version", "1",
                    "visibility", "PUBLIC",
                    "models", model.id().toString(),
                    "responseDays", "30"))
            .location();
    assertThat(page).startsWith("/t/acme/apis/");
    assertThat(browser.get(page).body()).contains("value=\"30\"");
    assertThat(browser.get("/t/acme/audit").body())
        .contains("Days to keep responses", "<ins>30</ins>");

    browser.submit(page, page + "/publish", Map.of());
    assertThat(browser.get(page).body()).contains("no open plan yet");

    var plan =
        browser.submit(
            page + "/plans/new",
            page + "/plans",
            Map.of("slug", "open", "name", "Open", "approval", "AUTOMATIC"));
    assertThat(plan.location()).as(plan.body()).isEqualTo(page + "#plans");
    browser.submit(page, page + "/publish", Map.of());

    assertThat(browser.get(page).body()).contains("Published", "Open", "Unlimited", "gpt-5-mini");
    assertThat(browser.get("/apis/chat").status()).isEqualTo(200);
    assertThat(samples.signedIn(developer).get(page).body()).doesNotContain("Edit the API");
  }

  @Test
  void whatIsWrongWithAFormSaysWithWhichField() {
    var browser = samples.signedIn(owner);

    var nameless =
        Map.of("kind", "AI", "slug", "", "name", "", "version", "1", "visibility", "PUBLIC");
    var page = browser.submit("/t/acme/apis/new", "/t/acme/apis", nameless);

    assertThat(page.status()).isEqualTo(422);
    assertThat(page.body())
        .contains(">Short name: This is needed</a>", ">Name: This is needed</a>")
        .doesNotContain("Base path: ");
  }

  @Test
  void strictnessIsChosenOnThePageAndTakenBackThere() {
    var browser = samples.signedIn(owner);
    var api = new HashMap<String, String>();
    api.putAll(Map.of("kind", "AI", "slug", "strict", "name", "Strict", "version", "1"));
    api.putAll(Map.of("visibility", "PUBLIC", "models", model.id().toString(), "strict", "true"));
    var page = browser.submit("/t/acme/apis/new", "/t/acme/apis", api).location();
    assertThat(strict()).isEqualTo("t");
    assertThat(browser.get(page).body()).containsPattern(STRICT);

    // A box that is not ticked is not sent at all.
    api.remove("strict");
    api.put("basePath", "/strict");
    browser.submit(page, page, api);

    assertThat(strict()).isEqualTo("f");
    assertThat(browser.get(page).body()).doesNotContainPattern(STRICT);
  }

  @Test
  void onlyAnAiApiIsStrict() {
    var browser = samples.signedIn(owner);
    var api =
        Map.of("kind", "REST", "slug", "lax", "name", "Lax", "version", "1", "strict", "true");

    var refused = browser.submit("/t/acme/apis/new", "/t/acme/apis", api);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("id=\"strict-error\"");
  }

  private static String strict() {
    return portal.database().query("select strict from api where slug = 'strict'");
  }

  @Test
  void aRoutesHeadersAreKeptButNeverShown() {
    var browser = samples.signedIn(owner);
    var api =
        browser
            .submit(
                "/t/acme/apis/new",
                "/t/acme/apis",
                Map.of(
                    "kind", "REST",
                    "slug", "orders",
                    "name", "Orders",
                    "version", "1",
                    "visibility", "PUBLIC"))
            .location();
    var made =
        browser.submit(
            api + "/routes/new",
            api + "/routes",
            Map.of(
                "path", "/**",
                "upstream", "https://orders.example",
                "requestHeaders", "X-Api-Key: " + KEY));
    assertThat(made.location()).as(made.body()).isEqualTo(api + "#routes");

    var page = browser.get(api).body();
    assertThat(page).contains("x-api-key", "https://orders.example").doesNotContain(KEY);
    assertThat(browser.get("/t/acme/audit").body())
        .contains("Private network", "<ins>no</ins>", "<ins>x-api-key</ins>")
        .doesNotContain(KEY, "<ins>null</ins>");

    var wrong =
        browser.submit(
            api + "/routes/new", api + "/routes", Map.of("path", "/x", "upstream", "ftp://typed"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("error-summary", "ftp://typed");

    var dangling =
        browser.submit(
            api + "/routes/new",
            api + "/routes",
            Map.of(
                "path", "/x",
                "upstream", "https://orders.example",
                "rewritePattern", "/x/(.*)",
                "rewriteReplacement", "/$9"));
    assertThat(dangling.status()).isEqualTo(422);
    assertThat(dangling.body()).contains("refers to a group that the pattern does not have");

    var lookingAhead =
        browser.submit(
            api + "/routes/new",
            api + "/routes",
            Map.of(
                "path", "/x",
                "upstream", "https://orders.example",
                "rewritePattern", "/x(?=/)",
                "rewriteReplacement", "/"));
    assertThat(lookingAhead.status()).isEqualTo(422);
    assertThat(lookingAhead.body()).contains("look-ahead, look-behind, back-references");
  }

  @Test
  void suspendingATenantNeedsItsNameAndSaysWhatStops() {
    var browser = samples.signedIn(admin);
    var globex = samples.tenant("globex", "Globex");
    var page = "/admin/tenants/" + globex.id();
    assertThat(browser.get("/admin/tenants").body()).contains(page, "Globex");
    assertThat(browser.get(page).body())
        .contains("Valid keys", "To confirm, type <code>globex</code>");

    var wrong = browser.submit(page, page + "/suspend", Map.of("confirmation", "acme"));
    assertThat(wrong.status()).isEqualTo(422);

    browser.submit(page, page + "/suspend", Map.of("confirmation", "globex"));
    assertThat(browser.get(page).body()).contains("Suspended", "Resume");
  }

  @Test
  void whoMaySignUpIsChangedOnThePage() {
    var browser = samples.signedIn(admin);

    browser.submit("/admin/settings", "/admin/settings", Map.of("signUp", "INVITED"));
    assertThat(new Browser(portal.url()).get("/sign-up").status()).isEqualTo(404);

    browser.submit("/admin/settings", "/admin/settings", Map.of("signUp", "ANYONE"));
    assertThat(browser.get("/admin/audit").body())
        .contains("Setting changed", "root@example.com", "Anyone who reaches the portal");
    assertThat(browser.get("/admin/audit/check").status()).isEqualTo(200);
  }

  @Test
  void theAuditTrailContinuesOnFurtherPagesAndStaysWithinTheTenant() {
    var browser = samples.signedIn(owner);
    for (int i = 0; i < 51; i++) {
      browser.submit("/apps", "/apps", Map.of("name", "Program " + i));
    }

    var first = browser.get("/t/acme/audit").body();
    assertThat(first).contains("Application created", "Program 50", "/t/acme/audit?before=");
    assertThat(first).doesNotContain(">Program 0<");
    assertThat(samples.signedIn(developer).get("/t/acme/audit").status()).isEqualTo(403);
    var stranger =
        samples.member("sam@other.example", samples.tenant("other", "Other"), Role.OWNER);
    assertThat(samples.signedIn(stranger).get("/t/acme/audit").status()).isEqualTo(404);
    assertThat(samples.signedIn(stranger).get("/t/acme/apis").status()).isEqualTo(404);
  }

  @Test
  void platformPagesAreForPlatformAdmins() {
    var browser = samples.signedIn(owner);

    for (var page : new String[] {"providers", "providers/new", "tenants", "settings", "audit"}) {
      assertThat(browser.get("/admin/" + page).status()).as(page).isEqualTo(403);
    }
  }

  private static Browser.Page create(
      Browser browser, String action, String slug, String baseUrl, boolean privateNetwork) {
    return browser.submit(
        "/admin/providers/new",
        action,
        Map.of(
            "slug", slug,
            "name", "Local",
            "vendor", "custom",
            "wireFormat", "OPENAI",
            "authStyle", "BEARER",
            "baseUrl", baseUrl,
            "secret", KEY,
            "allowPrivateNetwork", String.valueOf(privateNetwork),
            "testModel", "demo"));
  }
}
