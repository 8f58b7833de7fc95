package io.tollgate.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.configuration.NodeReport;
import io.tollgate.domain.configuration.NodeReports;
import io.tollgate.domain.configuration.Problem;
import io.tollgate.domain.identity.User;
import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.Tenant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The overview, the models of the catalogue, and finding things in the audit trail. */
class PlatformPagesTests {

  private static PortalForTests portal;
  private static Samples samples;
  private static Tenant acme;
  private static User admin;
  private static User owner;

  @BeforeAll
  static void start() {
    portal = PortalForTests.start();
    samples = new Samples(portal);
    acme = samples.tenant("acme", "Acme");
    admin = samples.platformAdmin("root@example.com");
    owner = samples.member("olga@acme.example", acme, Role.OWNER);
    var api = samples.api(acme, "chat", "Chat models", samples.model("gpt-5-mini"));
    samples.plan(api, "trial", Plan.Approval.AUTOMATIC);
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @Test
  void theOverviewAndTheObjectsOwnPageTellWhatGatewaysLeaveOut() {
    var hiding = samples.api(acme, "v1", "Hides the gateway's own paths");
    var reason = "its base path is reserved: /v1";
    report(null, new Problem("api", hiding.id().value(), reason, "Give it another base path."));
    var own = "/t/acme/apis/" + hiding.id();

    var overview = samples.signedIn(admin).get("/admin").body();
    var page = samples.signedIn(owner).get(own).body();

    assertThat(overview)
        .contains("One definition is left out", reason, "Give it another base path.")
        .contains("gateway-1", "href=\"" + own + "\"")
        .doesNotContain("cannot load");
    assertThat(page).contains(reason, "Give it another base path.", "Since", "gateway-1");
    report("Version 9 cannot be loaded");
    assertThat(samples.signedIn(admin).get("/admin").body())
        .contains("gateway-1 cannot load", "Version 9 cannot be loaded")
        .doesNotContain(reason);
    assertThat(samples.signedIn(owner).get(own).body()).doesNotContain(reason);
  }

  private static void report(String failure, Problem... problems) {
    var report = new NodeReport("gateway-1", 7, failure, List.of(problems));
    PortalForTests.get(portal.bean(NodeReports.class).save(report));
  }

  @Test
  void theOverviewIsForPlatformAdmins() {
    var page = samples.signedIn(owner).get("/admin");

    assertThat(page.status()).isEqualTo(403);
    assertThat(page.body()).doesNotContain("Pending approvals");
  }

  @Test
  void everybodyFindsModelsByWhatTheyCanDo() {
    var anybody = new Browser(portal.url());

    assertThat(anybody.get("/models").body()).contains("gpt-5-mini", "$0.25", "/apis/chat");
    assertThat(anybody.get("/models?capability=tools").body()).contains("gpt-5-mini");
    assertThat(anybody.get("/models?capability=images").body())
        .contains("Nothing matches")
        .doesNotContain("gpt-5-mini");
  }

  @Test
  void theReferenceSaysWhatTheOpenApiDocumentSays() {
    var browser = samples.signedIn(owner);
    publish(browser, "invoices", "paths: {/all: {get: {summary: '<b>Lists</b> all'}}}");
    publish(browser, "broken", "paths: [");

    assertThat(browser.get("/apis/invoices/reference").body())
        .contains("/all", "&lt;b&gt;Lists&lt;/b&gt; all");
    var document = browser.get("/apis/invoices/openapi");
    assertThat(document.headers().get("content-disposition")).startsWith("attachment");
    assertThat(browser.get("/apis/broken/reference").body()).contains("cannot be read from line");
  }

  private static void publish(Browser browser, String slug, String document) {
    var form =
        Map.of(
            "slug",
            slug,
            "kind",
            "REST",
            "name",
            slug,
            "version",
            "1",
            "visibility",
            "PUBLIC",
            "basePath",
            "/" + slug,
            "openapi",
            document);
    assertThat(browser.submit("/t/acme/apis/new", "/t/acme/apis", form).location())
        .startsWith("/t/acme/apis/");
  }

  @Test
  void aPriceMayHaveAnAmountForEveryBucket() {
    var browser = samples.signedIn(samples.platformAdmin("prices@acme.example"));
    var page = "/admin/models/" + samples.model("speaking-model").id();
    var amounts =
        Map.of(
            "currency", "USD",
            "input", "4",
            "output", "16",
            "audioInput", "40",
            "audioOutput", "80",
            "image", "5.5");

    assertThat(browser.submit(page, page + "/prices", amounts).status()).isEqualTo(303);

    assertThat(browser.get(page).body())
        .contains("Audio in $40.00, Audio out $80.00, Image $5.50")
        .contains("name=\"audioSeconds\"", "name=\"reasoning\"");
  }

  @Test
  void theAuditTrailSaysNamesAndWordsInPlaceOfIdsAndConstants() {
    var chat = samples.api(acme, "talk", "Talking models", samples.model("talking-model"));
    var plan = samples.plan(chat, "lasting", Plan.Approval.MANUAL);
    var application = samples.application(acme, "Help desk");
    var browser = samples.signedIn(owner);
    var asked =
        Map.of("plan", plan.slug(), "application", application.id().toString(), "purpose", "");
    var pending = browser.submit("/apis/talk/subscribe", "/apis/talk/subscribe", asked).location();
    browser.submit("/approvals", pending + "/approve", Map.of());

    var trail = browser.get("/t/acme/audit?action=approved").body();

    assertThat(trail)
        .contains("Subscription approved", "<dt>Application</dt>", "<ins>Help desk</ins>")
        .contains("<del>Pending</del>", "<ins>Approved</ins>", "<ins>" + plan.name() + "</ins>")
        .contains(
            "olga@acme.example", "title=\"" + pending.substring("/subscriptions/".length()) + "\"")
        .doesNotContain("APPROVED", application.id().toString());
  }

  @Test
  void theAuditTrailIsNarrowedByItsUrl() {
    var browser = samples.signedIn(owner);
    browser.submit("/apps", "/apps", Map.of("name", "Billing bot"));

    assertThat(browser.get("/t/acme/audit?actor=OLGA&action=application+created").body())
        .contains("Billing bot");
    assertThat(browser.get("/t/acme/audit?actor=olga&to=2001-01-01").body())
        .contains("No entry matches")
        .doesNotContain("Billing bot");
    assertThat(browser.get("/t/acme/audit.csv?actor=OLGA&action=application+created").body())
        .startsWith("sequence,occurred_at,actor,")
        .contains(",application.created,application,")
        .hasLineCount(2);
    assertThat(browser.get("/t/acme/audit?action=%25&from=no-day").body())
        .contains("No entry matches");
  }
}
