package io.tollgate.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** From signing up to a metered call, a revoked key and a rejected request, as people do it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JourneyIT {

  private static final String PASSWORD = "correct horse battery staple";

  /** The first page of a cold process on a busy machine takes its time. */
  private static final double PATIENCE = Duration.ofSeconds(30).toMillis();

  private TollgateProcess tollgate;
  private Chromium chromium;
  private Visitor admin;

  @BeforeAll
  void start(@TempDir Path temporary) {
    chromium = Chromium.start();
    tollgate = TollgateProcess.start(temporary);
    admin = visitor();
    admin.signInForTheFirstTime(tollgate.ready(), PASSWORD);
  }

  @AfterAll
  void stop() {
    admin.close();
    chromium.close();
    tollgate.close();
  }

  @Test
  void aDeveloperGetsAKeyThatWorksUntilItIsRevoked() {
    try (var developer = visitor()) {
      var page = developer.page();
      signUp(developer, "Ada Lovelace", "ada@example.com");
      developer.open("/apis");
      page.getByRole(
              AriaRole.LINK, new Page.GetByRoleOptions().setName("Chat models").setExact(true))
          .click();
      developer.check();
      ask(developer, "chat", "Support assistant");
      assertThat(page.getByText("Pending").first()).isVisible();
      developer.check();

      admin.open("/approvals");
      button(admin, "Approve the request of Support assistant").click();
      admin.check();

      page.reload();
      assertThat(page.getByText("Approved").first()).isVisible();
      link(developer, "Use a key").click();
      button(developer, "Create key").click();
      developer.check();
      var key = page.locator("#key").innerText();
      assertThat(key).matches("tg_[A-Za-z0-9_-]{22,}");
      assertThat(page.locator("main").innerText()).contains(tollgate.ready().gateway().toString());

      var called = call(key);
      assertThat(called).contains("Hello");
      seesTheCallInTheLog(developer);
      seesWhatItCost(developer);
      triesItInTheBrowser(developer);

      developer.open("/apps");
      link(developer, "Support assistant").click();
      developer.check();
      assertThat(page.content()).doesNotContain(key);
      page.locator("summary[aria-label='Revoke Key 1']").click();
      button(developer, "Revoke now").click();
      eventually(Duration.ofSeconds(5), () -> isRefused(key));
    }
  }

  @Test
  void aRejectionSaysWhyAndTheRequestIsSentAgain() {
    try (var developer = visitor()) {
      var page = developer.page();
      signUp(developer, "Grace Hopper", "grace@example.com");
      ask(developer, "chat", "Compiler");

      admin.open("/approvals");
      var request = admin.page().locator("li", new Page.LocatorOptions().setHasText("Compiler"));
      request.locator("summary").click();
      request.getByRole(AriaRole.BUTTON, named("Reject the request")).click();
      assertThat(admin.page().getByRole(AriaRole.ALERT)).isVisible();
      request = admin.page().locator("li", new Page.LocatorOptions().setHasText("Compiler")).last();
      request.locator("textarea").fill("Please say what it is for.");
      request.getByRole(AriaRole.BUTTON, named("Reject the request")).click();
      assertThat(admin.page().getByText("The request is rejected")).isVisible();

      page.reload();
      assertThat(page.getByText("Please say what it is for.").first()).isVisible();
      developer.check();
      link(developer, "Amend and send again").click();
      page.locator("#purpose").fill("It compiles.");
      button(developer, "Request access").click();
      assertThat(page.getByText("Pending").first()).isVisible();
    }
  }

  @Test
  void anAdminLooksAfterThePlatform() {
    for (var path :
        new String[] {
          "/",
          "/apis",
          "/apis/chat",
          "/apis/chat/reference",
          "/apps",
          "/subscriptions",
          "/usage",
          "/usage?of=platform&by=tenant",
          "/logs",
          "/account",
          "/admin/models"
        }) {
      admin.open(path);
      assertThat(admin.page().locator("h1")).isVisible();
    }
    link(admin, "demo").click();
    admin.check();
  }

  @Test
  void aPageThatDoesNotExistSaysSo() {
    try (var anybody = visitor()) {
      assertThat(anybody.page().navigate("/no-such-page").status()).isIn(200, 404);
      anybody.open("/apis/no-such-api");
      assertThat(anybody.page().locator("h1")).hasText("There is no such page");
    }
  }

  private static void signUp(Visitor visitor, String name, String email) {
    var page = visitor.page();
    visitor.open("/sign-up");
    page.locator("#name").fill(name);
    page.locator("#email").fill(email);
    page.locator("#password").fill(PASSWORD);
    button(visitor, "Sign up").click();
    assertThat(page.getByText("Hello " + name)).isVisible();
    visitor.check();
  }

  private static void ask(Visitor visitor, String api, String application) {
    var page = visitor.page();
    visitor.open("/apis/" + api + "/subscribe");
    page.locator("input[name=plan][value=standard]").check();
    page.locator("#name").fill(application);
    button(visitor, "Request access").click();
    page.waitForURL(Pattern.compile(".*/subscriptions/.*"));
  }

  private void seesTheCallInTheLog(Visitor developer) {
    var page = developer.page();
    eventually(
        Duration.ofSeconds(5),
        () -> {
          page.navigate("/logs");
          return page.locator("tbody tr").count() == 1;
        });
    developer.check();
    assertThat(page.locator("tbody tr")).containsText("Completed");
    page.locator("tbody tr a").first().click();
    assertThat(page.getByText("as the provider reports")).isVisible();
    developer.check();
  }

  private static void seesWhatItCost(Visitor developer) {
    var page = developer.page();
    developer.open("/usage");
    assertThat(page.locator("tfoot").first()).containsText("Total");
    var csv = (String) page.evaluate("fetch('/usage.csv?period=last_7_days').then(r => r.text())");
    assertThat(csv.lines().count()).isEqualTo(2);
    assertThat(csv).contains("demo");
  }

  /** Streamed, through the gateway, and booked like any other call. */
  private static void triesItInTheBrowser(Visitor developer) {
    var page = developer.page();
    developer.open("/apis/chat");
    link(developer, "Try it").click();
    page.locator("#message").fill("Hello from the browser");
    button(developer, "Send").click();
    var run = page.locator("#runs article");
    assertThat(run)
        .containsText(
            "200 Completed", new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE));
    assertThat(run).containsText("$");
    developer.check();
    run.getByRole(AriaRole.LINK, named("Explain this request")).click();
    assertThat(page.locator("main")).containsText("Playground of ada@example.com");
  }

  private String call(String key) {
    return client(key)
        .chat()
        .completions()
        .create(ChatCompletionCreateParams.builder().model("demo").addUserMessage("Hello").build())
        .choices()
        .getFirst()
        .message()
        .content()
        .orElseThrow();
  }

  private boolean isRefused(String key) {
    try {
      call(key);
      return false;
    } catch (UnauthorizedException refused) {
      return true;
    }
  }

  private OpenAIClient client(String key) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(tollgate.ready().gateway() + "/v1")
        .apiKey(key)
        .maxRetries(0)
        .build();
  }

  private Visitor visitor() {
    URI portal = tollgate.ready().portal();
    var visitor = chromium.visitor(portal);
    visitor.page().setDefaultTimeout(PATIENCE);
    return visitor;
  }

  private static Locator button(Visitor visitor, String name) {
    return visitor
        .page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator link(Visitor visitor, String name) {
    return visitor
        .page()
        .locator("main")
        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name).setExact(true))
        .first();
  }

  private static Locator.GetByRoleOptions named(String name) {
    return new Locator.GetByRoleOptions().setName(name);
  }

  private static void eventually(Duration deadline, BooleanSupplier holds) {
    var end = Instant.now().plus(deadline);
    while (!holds.getAsBoolean()) {
      assertThat(Instant.now()).as("within " + deadline).isBefore(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
