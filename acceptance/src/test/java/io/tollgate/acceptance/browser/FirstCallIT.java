package io.tollgate.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.acceptance.Shell;
import io.tollgate.acceptance.browser.Installation.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The way of somebody new to the first answer, and what becomes of the key on it. */
@ExtendWith(Installation.class)
class FirstCallIT {

  @Test
  void isFourClicksAwayAndNothingIsTyped(Running tollgate) {
    try (var developer = tollgate.signedUp("Frida First")) {
      developer.leaveBy(developer.main().locator(".steps a.primary"));
      developer.press("Request access");
      developer.press("Create key");
      developer.main().locator(".language-curl copy-button button").click();

      assertThat(developer.page().locator("#announcement")).hasText("Copied");
      var copied = (String) developer.page().evaluate("navigator.clipboard.readText()");
      assertThat(copied).contains(developer.page().locator("#key").innerText());
      assertThat(Shell.run(copied)).contains("\"choices\"");
    }
  }

  @Test
  void showsAKeyOnceAndLeavesItNowhere(Running tollgate) {
    try (var developer = tollgate.adminElsewhere()) {
      var page = developer.page();
      var applications = new Applications(developer);
      applications.ask("chat", "trial", "Sees its key once");
      var key = applications.createKey();
      page.keyboard().press("Escape");
      assertThat(page.locator("#key")).hasText(key);
      assertThat(page.url()).doesNotContain(key);

      page.reload();
      developer.check();
      assertThat(page.content()).contains(key.substring(0, 9)).doesNotContain(key);
      assertThat(developer.main().locator("#keys tbody tr")).hasCount(1);
      assertThat((String) page.evaluate("JSON.stringify([localStorage, sessionStorage])"))
          .doesNotContain(key);
      assertThat(tollgate.gateway().call(key, "demo")).contains("Hello");
      assertThat(tollgate.logs()).isNotEmpty().doesNotContain(key);
    }
  }

  @Test
  void staysInTheLanguageThatWasChosen(Running tollgate) {
    try (var developer = tollgate.visitor()) {
      developer.open("/apis/chat/reference");
      developer.main().locator(".languages .segments").first().getByText("Python").click();

      developer.open("/apis/chat");
      developer.page().reload();
      developer.open("/apis/chat/reference");
      assertThat(developer.main().locator(".language-python").first()).isVisible();
      assertThat(developer.main().locator(".language-curl").first()).isHidden();
    }
  }
}
