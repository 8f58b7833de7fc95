package io.tollgate.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every page of the portal, looked at once: it breaks no rule of accessibility in either theme, and
 * is no wider than a phone.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesIT {

  private static final String PASSWORD = "correct horse battery staple";
  private static final double PATIENCE = Duration.ofSeconds(30).toMillis();

  private TollgateProcess tollgate;
  private Chromium chromium;
  private Visitor admin;

  @BeforeAll
  void start(@TempDir Path temporary) {
    chromium = Chromium.start();
    tollgate = TollgateProcess.start(temporary);
    admin = chromium.visitor(tollgate.ready().portal());
    admin.page().setDefaultTimeout(PATIENCE);
    admin.signInForTheFirstTime(tollgate.ready(), PASSWORD);
  }

  @AfterAll
  void stop() {
    admin.close();
    chromium.close();
    tollgate.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/admin",
        "/admin/providers",
        "/admin/providers/new",
        "/admin/models",
        "/admin/tenants",
        "/admin/settings",
        "/admin/audit",
        "/admin/audit?actor=nobody",
        "/admin/audit/check",
        "/approvals",
        "/models",
        "/playground",
        "/apis/echo",
        "/apis/echo/reference",
        "/apis/echo/subscribe",
        "/t/tollgate/apis",
        "/t/tollgate/apis/new",
        "/t/tollgate/members",
        "/t/tollgate/audit",
        "/account/tokens",
        "/account/password"
      })
  void aPageBreaksNoRule(String path) {
    admin.open(path);
    assertThat(admin.page().locator("h1")).isVisible();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/admin/providers", "/admin/models", "/admin/tenants", "/apps"})
  void neitherDoesThePageOfOneOfItsThings(String list) {
    admin.open(list);
    admin.page().locator("main tbody a").first().click();
    admin.page().waitForURL("**" + list + "/*");
    admin.check();
  }

  @Test
  void neitherDoWhatAnApiConsistsOf() {
    var page = admin.page();
    admin.open("/t/tollgate/apis");
    link("Echo").click();
    page.waitForURL("**/t/tollgate/apis/*");
    admin.check();
    var api = page.url();
    for (var action : new String[] {"Add a plan", "Add a route"}) {
      link(action).click();
      page.waitForURL("**/new");
      admin.check();
      page.navigate(api);
    }
    for (var kind : new String[] {"plans", "routes"}) {
      page.locator("main tbody a[href*='/" + kind + "/']").first().click();
      page.waitForURL("**/" + kind + "/*");
      admin.check();
      page.navigate(api);
    }
  }

  @Test
  void neitherDoPagesThatShowASecretOnce() {
    var page = admin.page();
    admin.open("/account/tokens");
    page.locator("#name").fill("Deploy script");
    button("Create token").click();
    assertThat(page.locator("main code").first()).containsText("tga_");
    admin.check();

    admin.open("/t/tollgate/members");
    page.locator("#email").fill("linus@example.com");
    button("Create the invitation").click();
    assertThat(page.locator("main")).containsText("/invitations/");
    admin.check();

    admin.open("/apps");
    link("Demo").click();
    page.waitForURL("**/apps/*");
    page.locator("summary", new Page.LocatorOptions().setHasText("Rotate")).first().click();
    button("Create the new key").first().click();
    assertThat(page.locator("#key")).containsText("tg_");
    admin.check();
  }

  @Test
  void neitherDoesAFormThatIsSentBack() {
    admin.open("/admin/providers/new");
    button("Save without a test").click();
    assertThat(admin.page().getByRole(AriaRole.ALERT)).isFocused();
    admin.check();
  }

  private Locator link(String name) {
    return admin
        .page()
        .locator("main")
        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name).setExact(true))
        .first();
  }

  private Locator button(String name) {
    return admin
        .page()
        .locator("main")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }
}
