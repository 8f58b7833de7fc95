package io.tollgate.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import io.tollgate.acceptance.browser.Installation.Running;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From signing up to a metered call, a revoked key and a rejected request. */
@ExtendWith(Installation.class)
class DeveloperJourneyIT {

  /** In milliseconds, until an open page shows what somebody else decided. */
  private static final double PROMISED = Duration.ofSeconds(5).toMillis();

  private static final Duration UNTIL_IN_THE_LOG = Duration.ofSeconds(2);
  private static final Duration UNTIL_REFUSED = Duration.ofSeconds(1);

  @Test
  void getsAKeyThatWorksUntilItIsRevoked(Running tollgate) {
    try (var developer = tollgate.signedUp("Ada Lovelace")) {
      var applications = new Applications(developer);
      developer.open("/apis").follow("Chat models").follow("Request access");
      applications.ask("chat", "standard", "Support assistant");
      assertThat(developer.page().getByText("Pending").first()).isVisible();

      new Approvals(tollgate.admin()).open().approve("Support assistant");

      // The page that waits follows by itself.
      assertThat(developer.page().getByText("Approved by").first())
          .isVisible(new IsVisibleOptions().setTimeout(PROMISED));
      developer.follow("Use a key");
      var key = applications.createKey();
      assertThat(developer.main()).containsText(tollgate.gateway().address().toString());

      developer.open("/logs");
      assertThat(tollgate.gateway().call(key, "demo")).contains("Hello");
      seesTheCallInTheLog(developer);
      seesWhatItCost(developer);
      triesItInTheBrowser(developer);

      applications.open("Support assistant");
      assertThat(developer.page().content()).doesNotContain(key);
      applications.revoke("Key 1");
      Eventually.within(UNTIL_REFUSED, () -> tollgate.gateway().refuses(key));
    }
  }

  @Test
  void readsWhyARequestIsRejectedAndSendsItAgainWithoutTyping(Running tollgate) {
    try (var developer = tollgate.signedUp("Grace Hopper")) {
      new Applications(developer).ask("chat", "standard", "Compiler", "It compiles.");

      new Approvals(tollgate.admin())
          .open()
          .rejectWithoutReason("Compiler")
          .reject("Compiler", "Not before Monday.");

      var page = developer.page();
      assertThat(page.getByText("Not before Monday.").first()).isVisible();
      developer.check().follow("Amend and send again");
      assertThat(page.locator("input[name=plan][value=standard]")).isChecked();
      assertThat(page.getByLabel("Compiler")).isChecked();
      assertThat(page.locator("#purpose")).hasValue("It compiles.");
      developer.press("Request access");
      assertThat(developer.page().getByText("Pending").first()).isVisible();
    }
  }

  @Test
  void decidesAndPublishesNothing(Running tollgate) {
    try (var owner = tollgate.signedUp("Otto Owner");
        var developer = Members.join(tollgate, owner, "Dina Developer", "developer")) {
      assertThat(developer.navigation().allInnerTexts())
          .doesNotContain("Approvals", "Audit trail", "Providers");
      var tenant = developer.navigation("Published APIs").getAttribute("href");
      developer.open(tenant + "/new");
      assertThat(developer.heading()).hasText("Your role does not include this");
    }
  }

  private static void seesTheCallInTheLog(Visitor developer) {
    var page = developer.page();
    Eventually.within(
        UNTIL_IN_THE_LOG,
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

  /** Streamed, through the gateway, and booked like any other call. */
  private static void triesItInTheBrowser(Visitor developer) {
    developer.open("/apis/chat").follow("Try it").fill("message", "Hello from the browser");
    developer.button("Send").click();
    var run = developer.page().locator("#runs article");
    assertThat(run).containsText("200 Completed");
    assertThat(run).containsText("$");
    developer.check().follow("Explain this request");
    assertThat(developer.main()).containsText("Playground of ada.lovelace@example.com");
  }

  private static void seesWhatItCost(Visitor developer) {
    var page = developer.page();
    developer.open("/usage");
    assertThat(page.locator("tfoot").first()).containsText("Total");
    var csv = (String) page.evaluate("fetch('/usage.csv?period=last_7_days').then(r => r.text())");
    assertThat(csv.lines().count()).isEqualTo(2);
    assertThat(csv).contains("demo");
  }
}
