package io.tollgate.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.identity.User;
import io.tollgate.domain.identity.Users;
import io.tollgate.domain.tenant.Role;
import java.net.HttpCookie;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SecurityTests {

  private static PortalForTests portal;
  private static Samples samples;
  private static User member;

  @BeforeAll
  static void start() {
    portal = PortalForTests.start();
    samples = new Samples(portal);
    member = samples.member("ada@example.com", samples.tenant("acme", "Acme"), Role.OWNER);
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @Test
  void whoIsNotSignedInSeesTheCatalogueAndGetsNoSession() {
    var browser = new Browser(portal.url());

    assertThat(browser.get("/").location()).isEqualTo("/apis");
    assertThat(browser.get("/apis").status()).isEqualTo(200);
    assertThat(browser.cookies().getCookieStore().getCookies()).isEmpty();
  }

  @Test
  void everyPageForbidsWhatABrowserShouldNotDo() {
    for (var path : new String[] {"/apis", "/sign-in", "/no-such-page", "/assets/css/base.css"}) {
      assertThat(new Browser(portal.url()).get(path).headers())
          .as(path)
          .hasEntrySatisfying(
              "content-security-policy",
              policy ->
                  assertThat(policy)
                      .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
                      .doesNotContain("unsafe"))
          .containsEntry("x-content-type-options", "nosniff")
          .containsEntry("x-frame-options", "DENY")
          .containsEntry("referrer-policy", "same-origin")
          .containsKey("permissions-policy");
    }
  }

  @Test
  void pagesAreNotStoredButAssetsAre() {
    var browser = new Browser(portal.url());

    assertThat(browser.get("/apis").headers().get("cache-control")).contains("no-store");
    assertThat(browser.get("/assets/css/base.css").headers().get("cache-control"))
        .contains("max-age=31536000");
  }

  @Test
  void askingForAPageLeadsToSigningInAndBack() {
    var browser = new Browser(portal.url());
    assertThat(browser.get("/apps?x=1").location()).isEqualTo("/sign-in?next=%2Fapps%3Fx%3D1");

    var signedIn =
        browser.submit(
            "/sign-in?next=/apps?x=1",
            "/sign-in",
            Map.of("email", member.email(), "password", Samples.PASSWORD, "next", "/apps?x=1"));

    assertThat(signedIn.location()).isEqualTo("/apps?x=1");
  }

  @Test
  void signingInNeverLeadsToAnotherSite() {
    for (var next : new String[] {"//evil.example", "/\\evil.example", "https://evil.example"}) {
      var answer =
          new Browser(portal.url())
              .submit(
                  "/sign-in",
                  "/sign-in",
                  Map.of("email", member.email(), "password", Samples.PASSWORD, "next", next));

      assertThat(answer.location()).as(next).isEqualTo("/");
    }
  }

  @Test
  void signingInStartsANewSession() {
    var browser = new Browser(portal.url());
    browser.get("/sign-in");
    var before = sessionCookie(browser);

    browser.submit(
        "/sign-in", "/sign-in", Map.of("email", member.email(), "password", Samples.PASSWORD));

    var after = sessionCookie(browser);
    assertThat(after.getValue()).isNotEqualTo(before.getValue()).hasSize(43);
    assertThat(after.isHttpOnly()).isTrue();
    assertThat(browser.get("/account").status()).isEqualTo(200);
    assertThat(
            portal.database().query("select string_agg(attributes::text, ' ') from portal_session"))
        .doesNotContain(after.getValue());
  }

  @Test
  void aFormWithoutTheTokenOfItsSessionIsRefused() {
    var browser = samples.signedIn(member);

    var without = browser.post("/apps", null, Map.of("name", "Forged"));
    var foreign =
        browser.post("/apps", samples.signedIn(member).get("/apps").csrf(), Map.of("name", "x"));

    assertThat(without.status()).isEqualTo(403);
    assertThat(without.body()).contains("This form has expired");
    assertThat(foreign.status()).isEqualTo(403);
    assertThat(browser.get("/apps").body()).doesNotContain("Forged");
  }

  @Test
  void signingOutEndsTheSession() {
    var browser = samples.signedIn(member);
    var cookie = sessionCookie(browser);

    browser.submit("/apps", "/sign-out", Map.of());

    browser.cookies().getCookieStore().removeAll();
    browser.cookies().getCookieStore().add(URI.create(portal.url()), cookie);
    assertThat(browser.get("/apps").location()).startsWith("/sign-in");
  }

  @Test
  void aPageThatIsAskedForWithAnEndedSessionDoesNotEndTheOneThatCameAfterIt() {
    var browser = samples.signedIn(member);
    var ended = sessionCookie(browser);
    browser.submit("/apps", "/sign-out", Map.of());
    browser.cookies().getCookieStore().removeAll();
    browser.cookies().getCookieStore().add(URI.create(portal.url()), ended);

    browser.get("/apps");

    assertThat(sessionCookie(browser).getValue()).isEqualTo(ended.getValue());
  }

  @Test
  void disablingSomebodyEndsWhatTheyAreDoing() {
    var user = samples.member("bob@example.com", samples.tenant("bobs", "Bobs"), Role.OWNER);
    var browser = samples.signedIn(user);
    assertThat(browser.get("/apps").status()).isEqualTo(200);

    samples.write(portal.bean(Users.class).changeStatus(user.id(), User.Status.DISABLED));

    assertThat(browser.get("/apps").location()).startsWith("/sign-in");
    assertThat(signIn(user.email(), Samples.PASSWORD).status()).isEqualTo(422);
  }

  @Test
  void aWrongPasswordAndAnUnknownAccountLookAlike() {
    var wrong = signIn(member.email(), "not the password");
    var unknown = signIn("nobody@example.com", "not the password");

    assertThat(wrong.status()).isEqualTo(422).isEqualTo(unknown.status());
    assertThat(withoutWhatDiffers(wrong, member.email()))
        .isEqualTo(withoutWhatDiffers(unknown, "nobody@example.com"));
    assertThat(wrong.body()).doesNotContain("not the password");
  }

  @Test
  void guessingIsStoppedWhetherOrNotTheAccountExists() {
    for (var email : new String[] {"guessed@example.com", "nobody-at-all@example.com"}) {
      if (email.startsWith("guessed")) {
        samples.user(email, false);
      }
      for (int i = 0; i < 10; i++) {
        assertThat(signIn(email, "wrong " + i).status()).isEqualTo(422);
      }
      var stopped = signIn(email, Samples.PASSWORD);

      assertThat(stopped.status()).as(email).isEqualTo(429);
      assertThat(stopped.headers()).containsKey("retry-after");
    }
    portal.database().execute("delete from sign_in_failure");
  }

  @Test
  void aOneTimePasswordIsGoodForChoosingAnotherOnly() {
    var user = samples.member("once@example.com", samples.tenant("once", "Once"), Role.OWNER);
    samples.save(user.withOneTimePassword(user.passwordHash()));
    var browser = samples.signedIn(user);

    assertThat(browser.get("/apps").location()).isEqualTo("/account/password");
    var changed =
        browser.submit(
            "/account/password",
            "/account/password",
            Map.of("current", Samples.PASSWORD, "chosen", "a password of my own"));

    assertThat(changed.location()).isEqualTo("/");
    assertThat(browser.get("/apps").status()).isEqualTo(200);
    assertThat(signIn(user.email(), Samples.PASSWORD).status()).isEqualTo(422);
    assertThat(signIn(user.email(), "a password of my own").location()).isEqualTo("/");
  }

  @Test
  void changingThePasswordSignsOutEverywhereElse() {
    var user = samples.member("two@example.com", samples.tenant("two", "Two"), Role.OWNER);
    var elsewhere = samples.signedIn(user);
    var here = samples.signedIn(user);

    here.submit(
        "/account/password",
        "/account/password",
        Map.of("current", Samples.PASSWORD, "chosen", "another good password"));

    assertThat(here.get("/apps").status()).isEqualTo(200);
    assertThat(elsewhere.get("/apps").location()).startsWith("/sign-in");
  }

  @Test
  void whatDoesNotExistIsAPageOfItsOwn() {
    var page = samples.signedIn(member).get("/apps/not-an-id");

    assertThat(page.status()).isEqualTo(404);
    assertThat(page.body()).contains("There is no such page").doesNotContain("Exception");
    assertThat(samples.signedIn(member).get("/no/such/page").status()).isEqualTo(404);
  }

  @Test
  void onlyHealthIsPublic() {
    var browser = new Browser(portal.url());

    assertThat(browser.get("/livez").body()).contains("UP");
    assertThat(browser.get("/readyz").status()).isEqualTo(200);
    assertThat(browser.get("/actuator").status()).isNotEqualTo(200);
    assertThat(browser.get("/actuator/prometheus").status()).isEqualTo(404);
    assertThat(browser.get("/actuator/env").status()).isEqualTo(404);
    var management = new Browser("http://localhost:" + portal.managementPort());
    assertThat(management.get("/actuator/prometheus").body()).contains("jvm_memory_used_bytes");
    assertThat(management.get("/actuator/env").status()).isEqualTo(404);
    assertThat(management.get("/actuator/heapdump").status()).isEqualTo(404);
  }

  private static Browser.Page signIn(String email, String password) {
    return new Browser(portal.url())
        .submit("/sign-in", "/sign-in", Map.of("email", email, "password", password));
  }

  private static String withoutWhatDiffers(Browser.Page page, String email) {
    return page.body()
        .replace(email, "")
        .replace(page.csrf(), "")
        .replaceAll("content=\"[^\"]+\"", "");
  }

  private static HttpCookie sessionCookie(Browser browser) {
    return browser.cookies().getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().startsWith("tollgate-"))
        .findFirst()
        .orElseThrow();
  }
}
