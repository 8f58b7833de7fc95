package io.tollgate.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import io.tollgate.acceptance.browser.Installation.Running;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every page of the portal, looked at once: it breaks no rule of accessibility in either theme, and
 * is no wider than a phone.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(Installation.class)
class PagesIT {

  private Visitor admin;

  @BeforeAll
  void start(Running tollgate) {
    admin = tollgate.admin();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
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
        "/apis",
        "/apis?q=no-such",
        "/apis/echo",
        "/apis/echo/reference",
        "/apis/echo/subscribe",
        "/apis/chat/reference",
        "/docs",
        "/docs/errors",
        "/models",
        "/models/compare",
        "/models/compare?model=demo",
        "/playground",
        "/admin/users",
        "/apps",
        "/subscriptions",
        "/usage?of=platform&by=tenant",
        "/logs?outcome=refused",
        "/t/tollgate/apis",
        "/t/tollgate/apis/new",
        "/t/tollgate/members",
        "/t/tollgate/audit",
        "/account",
        "/account/tokens",
        "/account/password",
        "/apis/no-such-api"
      })
  void aPageBreaksNoRule(String path) {
    admin.open(path);
    assertThat(admin.heading()).isVisible();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/admin/providers",
        "/admin/models",
        "/admin/tenants",
        "/admin/users",
        "/models",
        "/subscriptions",
        "/apps"
      })
  void neitherDoesThePageOfOneOfItsThings(String list) {
    admin.open(list);
    admin.page().locator("main tbody a").first().click();
    admin.page().waitForURL("**" + list + "/*");
    admin.check().unfold();
  }

  @Test
  void neitherDoWhatAnApiConsistsOf() {
    var page = admin.page();
    admin.open("/t/tollgate/apis").follow("Echo");
    page.waitForURL("**/t/tollgate/apis/*");
    admin.unfold();
    var api = page.url();
    for (var action : new String[] {"Add a plan", "Add a route"}) {
      admin.follow(action);
      page.waitForURL("**/new");
      admin.check().press(action);
      assertThat(page.getByRole(AriaRole.ALERT).first()).isFocused();
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
  void neitherDoesADocumentThatSaysWhatAnApiCan() {
    admin.open("/t/tollgate/apis").follow("Echo").unfold().fill("openapi", DOCUMENT).press("Save");
    admin.open("/apis/echo/reference").unfold();
    assertThat(admin.main()).containsText("Books an invoice");
  }

  @Test
  void neitherDoPagesThatShowASecretOnce() {
    admin.open("/account/tokens").fill("name", "Deploy script").press("Create token");
    assertThat(admin.main().locator("code").first()).containsText("tga_");

    admin
        .open("/t/tollgate/members")
        .fill("email", "linus@example.com")
        .press("Create the invitation");
    assertThat(admin.main()).containsText("/invitations/");
    admin.open(admin.page().locator("#link").innerText());

    admin.open("/apps").follow("Demo");
    admin.fold("Rotate").first().click();
    admin.check().leaveBy(admin.button("Create the new key").first());
    assertThat(admin.page().locator("#key")).containsText("tg_");
  }

  /** Sent with nothing in it, a form says what is missing and gives its summary the focus. */
  @ParameterizedTest
  @CsvSource({
    "/admin/providers/new, Save without a test",
    "/admin/models, Add a model",
    "/admin/tenants, Create a tenant",
    "/t/tollgate/apis/new, Create a draft",
    "/t/tollgate/members, Create the invitation",
    "/account/tokens, Create token",
    "/account/password, Change password",
    "/apps, Create an application"
  })
  void neitherDoesAFormThatIsSentBack(String path, String button) {
    admin.open(path).press(button);
    assertThat(admin.page().getByRole(AriaRole.ALERT).first()).isFocused();
  }

  @ParameterizedTest
  @CsvSource({"/sign-in, Sign in", "/sign-up, Sign up"})
  void neitherDoTheFormsOfStrangers(String path, String button, Running tollgate) {
    try (var stranger = tollgate.visitor()) {
      stranger.open(path).press(button);
      assertThat(stranger.page().getByRole(AriaRole.ALERT).first()).isFocused();
    }
  }

  @Test
  void neitherDoesTheExplanationOfARequest(Running tollgate) {
    new Applications(admin).ask("chat", "trial", "Explained");
    tollgate.gateway().call(new Applications(admin).createKey(), "demo");
    var first = admin.main().locator("tbody tr a").first();
    Eventually.within(
        Duration.ofSeconds(10),
        () -> {
          admin.page().navigate("/logs");
          return first.count() == 1;
        });

    admin.leaveBy(first);
    assertThat(admin.main()).containsText("as the provider reports");
  }

  /** A page that is added is added to the tests above as well. */
  @Test
  @Order(Integer.MAX_VALUE)
  void noPageIsLeftOut() {
    var pages = PortalPage.all();
    var seen = Visitor.seen().stream().flatMap(path -> PortalPage.at(path, pages).stream());

    assertThat(pages).contains(new PortalPage("/docs"), new PortalPage("/apps/{id}"));
    assertThat(seen.collect(Collectors.toSet())).containsAll(pages);
  }

  private static final String DOCUMENT =
      """
      openapi: 3.1.0
      info: { title: Invoices, version: "1" }
      paths:
        /invoices:
          post:
            summary: Books an invoice
            deprecated: true
            parameters:
              - { name: dry, in: query, description: Only look, schema: { type: boolean } }
            requestBody:
              content:
                application/json:
                  schema:
                    type: object
                    required: [customer]
                    properties:
                      customer: { type: string, description: Who pays }
            responses:
              "201": { description: The invoice }
      """;
}
