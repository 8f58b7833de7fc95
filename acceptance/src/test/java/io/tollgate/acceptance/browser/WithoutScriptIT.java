package io.tollgate.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import io.tollgate.acceptance.browser.Installation.Running;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A browser that runs no script does everything that matters. */
@ExtendWith(Installation.class)
class WithoutScriptIT {

  @Test
  void aRequestIsMadeGrantedAndUsed(Running tollgate) {
    try (var developer = tollgate.adminWithoutScript();
        var admin = tollgate.adminWithoutScript()) {
      var applications = new Applications(developer);
      applications.ask("chat", "standard", "Without a script");
      assertThat(developer.main()).containsText("Pending");

      new Approvals(admin).open().approve("Without a script");

      developer.page().reload();
      developer.follow("Use a key");
      var key = applications.createKey();
      assertThat(developer.main()).containsText("curl");
      assertThat(tollgate.gateway().call(key, "demo")).contains("Hello");

      filtersTheLog(developer);
      applications.open("Without a script");
      applications.revoke("Key 1");
      assertThat(developer.main()).containsText("is revoked.");
    }
  }

  private static void filtersTheLog(Visitor developer) {
    var page = developer.page();
    var own = page.locator("tbody tr", new Page.LocatorOptions().setHasText("Without a script"));
    Eventually.within(
        Duration.ofSeconds(5),
        () -> {
          page.navigate("/logs");
          return own.count() == 1;
        });
    page.locator("select[name=application]")
        .selectOption(new SelectOption().setLabel("Without a script"));
    developer.press("Show");
    assertThat(page.locator("tbody tr")).hasCount(1);
    page.locator("select[name=outcome]").selectOption("refused");
    developer.press("Show");
    assertThat(page.url()).contains("outcome=refused");
    assertThat(developer.main()).containsText("Clear filters");
    assertThat(page.locator("tbody tr")).hasCount(0);

    page.locator("select[name=outcome]").selectOption("completed");
    developer.press("Show");
    assertThat(page.locator("tbody tr")).hasCount(1);
    assertThat(page.locator("select[name=outcome]")).hasValue("completed");
  }
}
