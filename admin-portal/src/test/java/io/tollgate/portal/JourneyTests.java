package io.tollgate.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.identity.User;
import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.Tenant;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people come for, click by click and without a script. */
class JourneyTests {

  private static final Pattern KEY = Pattern.compile("tg_[A-Za-z0-9_-]{22,}");

  private static PortalForTests portal;
  private static Samples samples;
  private static Tenant publisher;
  private static Api chat;
  private static User approver;

  @BeforeAll
  static void start() {
    portal = PortalForTests.start();
    samples = new Samples(portal);
    publisher = samples.tenant("acme", "Acme");
    approver = samples.member("olga@acme.example", publisher, Role.ADMIN);
    chat = samples.api(publisher, "chat", "Chat models", samples.model("gpt-5-mini"));
    samples.plan(chat, "trial", Plan.Approval.AUTOMATIC);
    samples.plan(chat, "standard", Plan.Approval.MANUAL);
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @Test
  void somebodyNewHasARunnableCallAfterThreeClicks() {
    var browser = signUp("new@example.com");
    assertThat(browser.get("/").body()).contains("Get access to Chat models");

    var granted =
        browser.submit(
            "/apis/chat/subscribe",
            "/apis/chat/subscribe",
            Map.of("plan", "trial", "application", "new", "name", "My application"));
    assertThat(granted.location()).startsWith("/apps/");
    assertThat(browser.get("/").body()).contains(granted.location() + "/keys");

    var issued =
        browser.submit(granted.location(), granted.location() + "/keys", Map.of("name", "Key 1"));
    assertThat(issued.status()).isEqualTo(200);
    assertThat(issued.headers().get("cache-control")).contains("no-store");
    var key = KEY.matcher(issued.body());
    assertThat(key.find()).isTrue();
    assertThat(issued.body())
        .contains("curl -s https://gateway.example/chat/v1/chat/completions")
        .contains("Authorization: Bearer " + key.group())
        .contains("OpenAI(base_url=")
        .contains("OpenAIOkHttpClient")
        .contains("gpt-5-mini")
        .contains("<a href=\"" + granted.location() + "\">My application</a>");

    assertThat(browser.get(granted.location()).body())
        .contains(key.group().substring(0, 9))
        .doesNotContain(key.group());
  }

  @Test
  void aRequestIsSeenPendingThenApproved() {
    var developer = signUp("asks@example.com");
    var asked = ask(developer, "Billing bot", "Answers questions about invoices.");
    assertThat(asked.location()).startsWith("/subscriptions/");
    assertThat(developer.get(asked.location()).body()).contains("Pending", "Acme decides");
    assertThat(developer.get("/apis/chat").body()).contains("Request is pending");

    var admin = samples.signedIn(approver);
    assertThat(admin.get("/approvals").body())
        .contains("Billing bot", "Answers questions about invoices.")
        .contains("At most $8,640.00 in 30 days", "No other application with this plan");
    assertThat(admin.submit("/approvals", asked.location() + "/approve", Map.of()).location())
        .isEqualTo("/approvals");

    assertThat(developer.get(asked.location()).body()).contains("Approved by Olga");
    assertThat(developer.get("/apis/chat").body()).contains("Use a key");
  }

  @Test
  void aRejectionNeedsAReasonThatTheDeveloperReads() {
    var developer = signUp("rejected@example.com");
    var asked = ask(developer, "Crawler", "Crawls everything.");
    var admin = samples.signedIn(approver);

    var without = admin.submit("/approvals", asked.location() + "/reject", Map.of("reason", " "));
    assertThat(without.status()).isEqualTo(422);
    assertThat(without.body()).contains("error-summary", "This is needed");

    admin.submit("/approvals", asked.location() + "/reject", Map.of("reason", "Too much traffic."));

    var page = developer.get(asked.location());
    assertThat(page.body()).contains("Too much traffic.", "Amend and send again");
    var id = asked.location().substring("/subscriptions/".length());
    assertThat(developer.get("/apis/chat/subscribe?again=" + id).body())
        .contains("Crawls everything.");
  }

  @Test
  void aDecisionThatSomebodyElseTookIsSaidSo() {
    var developer = signUp("raced@example.com");
    var asked = ask(developer, "Raced", "");
    var admin = samples.signedIn(approver);
    var token = admin.get("/approvals").csrf();
    developer.submit(asked.location(), asked.location() + "/close", Map.of());

    var late = admin.post(asked.location() + "/approve", token, Map.of());

    assertThat(late.location()).isEqualTo("/approvals");
    assertThat(admin.get("/approvals").body()).contains("no longer open: Closed");
  }

  @Test
  void aRequestThatCannotBeMadeKeepsWhatWasTyped() {
    var developer = signUp("typed@example.com");

    var refused =
        developer.submit(
            "/apis/chat/subscribe",
            "/apis/chat/subscribe",
            Map.of("plan", "standard", "application", "new", "name", "", "purpose", "Long text."));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("error-summary", "Long text.", "autofocus");
  }

  @Test
  void aRevokedKeyIsShownAsSuch() {
    var developer = signUp("revokes@example.com");
    var app =
        developer
            .submit(
                "/apis/chat/subscribe",
                "/apis/chat/subscribe",
                Map.of("plan", "trial", "application", "new", "name", "Short-lived"))
            .location();
    developer.submit(app, app + "/keys", Map.of("name", "Leaked"));
    var action = Pattern.compile("/keys/[0-9a-f-]+/revoke").matcher(developer.get(app).body());
    assertThat(action.find()).isTrue();

    assertThat(developer.submit(app, action.group(), Map.of()).location()).isEqualTo(app);

    assertThat(developer.get(app + "?keys=ended").body()).contains("is revoked.", "Revoked");
    assertThat(developer.get(app).body()).doesNotContain("is revoked.");
  }

  @Test
  void strangersSeeNothingOfATenant() {
    var developer = signUp("private@example.com");
    var asked = ask(developer, "Private", "");
    var app = developer.submit("/apps", "/apps", Map.of("name", "Hidden")).location();
    var stranger = signUp("stranger@example.com");

    assertThat(stranger.get(asked.location()).status()).isEqualTo(404);
    assertThat(stranger.get(app).status()).isEqualTo(404);
    assertThat(stranger.get("/t/private/members").status()).isEqualTo(404);
    assertThat(stranger.submit("/apps", app + "/keys", Map.of("name", "x")).status())
        .isEqualTo(404);
    assertThat(stranger.submit("/apps", asked.location() + "/approve", Map.of()).status())
        .isEqualTo(404);
    assertThat(stranger.get("/approvals").body()).doesNotContain("Private on");
  }

  @Test
  void theCatalogueIsFilteredByItsUrl() {
    var browser = new Browser(portal.url());
    var orders = samples.api(publisher, "orders", "Order service");
    samples.plan(orders, "open", Plan.Approval.AUTOMATIC);
    samples.api(publisher, "secret", "Secret service", Api.Visibility.PRIVATE);

    assertThat(browser.get("/apis").body())
        .contains("Chat models", "Order service")
        .doesNotContain("Secret service");
    assertThat(browser.get("/apis?kind=rest").body())
        .contains("Order service")
        .doesNotContain("Chat models");
    assertThat(browser.get("/apis?q=gpt-5").body())
        .contains("Chat models")
        .doesNotContain("Order service");
    assertThat(browser.get("/apis?q=%3Cscript%3E").body())
        .contains("Nothing matches", "&lt;script&gt;");
    assertThat(browser.get("/apis/secret").status()).isEqualTo(404);
    assertThat(browser.get("/apis/chat/reference").body())
        .contains("$TOLLGATE_KEY", "https://gateway.example/chat/v1");
  }

  @Test
  void anOwnerInvitesSomebodyWhoJoins() {
    var owner = signUp("owner@example.com");
    var issued =
        owner.submit(
            "/t/owner/members",
            "/t/owner/invitations",
            Map.of("email", "guest@example.com", "role", "developer"));
    var link = Pattern.compile("/invitations/tgi_[A-Za-z0-9_-]+").matcher(issued.body());
    assertThat(link.find()).as(issued.body()).isTrue();
    assertThat(issued.headers().get("cache-control")).contains("no-store");
    var token = link.group().substring("/invitations/".length());

    var guest = new Browser(portal.url());
    assertThat(guest.get(link.group()).body()).contains("Join Owner", "guest@example.com");
    var signedUp =
        guest.submit(
            "/sign-up?invitation=" + token,
            "/sign-up",
            Map.of(
                "name",
                "Guest",
                "email",
                "guest@example.com",
                "password",
                Samples.PASSWORD,
                "invitation",
                token));
    assertThat(signedUp.location()).isEqualTo(link.group());
    assertThat(guest.submit(link.group(), link.group(), Map.of()).location()).isEqualTo("/");

    assertThat(guest.get("/t/owner/members").body()).contains("guest@example.com", "Developer");
    assertThat(guest.get(link.group()).status()).isEqualTo(404);
  }

  @Test
  void whoMaySignUpIsASetting() {
    portal
        .database()
        .execute("update platform_setting set value = 'invited' where name = 'sign_up'");
    try {
      assertThat(new Browser(portal.url()).get("/sign-up").status()).isEqualTo(404);
      assertThat(new Browser(portal.url()).get("/sign-in").body()).doesNotContain("Sign up");
    } finally {
      portal
          .database()
          .execute("update platform_setting set value = 'anyone' where name = 'sign_up'");
    }
  }

  @Test
  void aFormThatWasOpenedBeforeSigningUpWasClosedMakesNobody() {
    var late = new Browser(portal.url());
    var csrf = late.get("/sign-up").csrf();
    portal
        .database()
        .execute("update platform_setting set value = 'invited' where name = 'sign_up'");
    try {
      var answer =
          late.post(
              "/sign-up",
              csrf,
              Map.of("name", "Late", "email", "late@example.com", "password", Samples.PASSWORD));

      assertThat(answer.status()).isEqualTo(404);
      assertThat(
              portal
                  .database()
                  .query("select count(*) from app_user where email = 'late@example.com'"))
          .isEqualTo("0");
      assertThat(late.get("/account").location()).startsWith("/sign-in");
    } finally {
      portal
          .database()
          .execute("update platform_setting set value = 'anyone' where name = 'sign_up'");
    }
  }

  @Test
  void anAddressInUseCannotSignUpAgain() {
    signUp("twice@example.com");

    var again =
        new Browser(portal.url())
            .submit(
                "/sign-up",
                "/sign-up",
                Map.of("name", "X", "email", "twice@example.com", "password", Samples.PASSWORD));

    assertThat(again.status()).isEqualTo(422);
    assertThat(again.body()).contains("cannot be used");
  }

  @Test
  void everyChangeIsAudited() {
    var developer = signUp("audited@example.com");
    ask(developer, "Audited", "");

    assertThat(
            portal
                .database()
                .query(
                    "select string_agg(action, ',' order by sequence) from audit_entry where actor"
                        + " = 'audited@example.com'"))
        .isEqualTo("user.signed-up,application.created,subscription.requested");
  }

  private static Browser signUp(String email) {
    var browser = new Browser(portal.url());
    var answer =
        browser.submit(
            "/sign-up",
            "/sign-up",
            Map.of(
                "name",
                email.substring(0, 1).toUpperCase(Locale.ROOT)
                    + email.substring(1, email.indexOf('@')),
                "email",
                email,
                "password",
                Samples.PASSWORD));
    assertThat(answer.location()).as(answer.body()).isEqualTo("/");
    return browser;
  }

  private static Browser.Page ask(Browser developer, String application, String purpose) {
    return developer.submit(
        "/apis/chat/subscribe",
        "/apis/chat/subscribe",
        Map.of("plan", "standard", "application", "new", "name", application, "purpose", purpose));
  }
}
