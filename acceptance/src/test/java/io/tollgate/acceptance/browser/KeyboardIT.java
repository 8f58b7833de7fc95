package io.tollgate.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.tollgate.acceptance.browser.Installation.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Everything goes without a mouse. */
@ExtendWith(Installation.class)
class KeyboardIT {

  @Test
  void leadsFromTheSignUpToAKeyInTheClipboard(Running tollgate) {
    try (var visitor = tollgate.visitor()) {
      var page = visitor.page();
      var keyboard = new Keyboard(visitor);
      visitor.open("/sign-up");
      keyboard.tabTo(page.locator("#name")).type("Kim Keyboard");
      keyboard.tabTo(page.locator("#email")).type("kim@example.com");
      keyboard.tabTo(page.locator("#password")).type(Account.PASSWORD).press("Enter");
      assertThat(visitor.heading()).hasText("Hello Kim Keyboard");

      keyboard.enter(page.locator(".skip"));
      keyboard.enter(visitor.main().locator(".steps a.primary"));
      keyboard.enter(visitor.button("Request access"));
      keyboard.enter(visitor.button("Create key"));
      var key = page.locator("#key");
      assertThat(key).isVisible();
      keyboard.enter(visitor.button("Copy key"));

      assertThat(page.locator("#announcement")).hasText("Copied");
      assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(key.innerText());
    }
  }

  @Test
  void publishesAnApi(Running tollgate) {
    try (var visitor = tollgate.adminElsewhere()) {
      var page = visitor.page();
      var keyboard = new Keyboard(visitor);
      keyboard.enter(visitor.navigation("Published APIs"));
      keyboard.enter(visitor.link("Create an API"));
      keyboard.tabTo(page.locator("#slug")).type("by-keyboard");
      keyboard.tabTo(page.locator("#name")).type("By keyboard");
      keyboard
          .tabTo(page.getByLabel("demo", new Page.GetByLabelOptions().setExact(true)))
          .press("Space");
      keyboard.enter(visitor.button("Create a draft"));

      keyboard.enter(visitor.link("Add a plan"));
      keyboard.tabTo(page.locator("#slug")).type("open");
      keyboard.tabTo(page.locator("#name")).type("Open");
      keyboard.enter(visitor.button("Add a plan"));

      keyboard.enter(visitor.button("Publish"));
      assertThat(page.getByText("It is published")).isVisible();
      visitor.open("/apis/by-keyboard");
      assertThat(visitor.main()).containsText("demo");
    }
  }

  @Test
  void approvesOneRequestAndRejectsAnother(Running tollgate) {
    try (var visitor = tollgate.adminElsewhere()) {
      var page = visitor.page();
      var keyboard = new Keyboard(visitor);
      var applications = new Applications(visitor);
      applications.ask("chat", "standard", "Typed well");
      applications.ask("chat", "standard", "Typed badly");

      keyboard.enter(visitor.navigation("Approvals"));
      keyboard.enter(visitor.button("Approve the request of Typed well"));
      assertThat(page.getByText("The request is approved.")).isVisible();

      var other = page.locator(".inbox > li", new Page.LocatorOptions().setHasText("Typed badly"));
      keyboard.enter(other.locator("summary"));
      keyboard.enter(other.locator("button.danger"));
      assertThat(page.locator(".error-summary")).isFocused();
      keyboard.enter(page.locator(".error-summary a"));
      keyboard.isOn(other.locator("textarea"));
      keyboard.type("Not before Monday.");
      keyboard.enter(other.locator("button.danger"));
      assertThat(page.getByText("The request is rejected.")).isVisible();
    }
  }

  @Test
  void seesTheFocusOnALowScreenWhereABarSticksToTheTop(Running tollgate) {
    try (var visitor = tollgate.visitor()) {
      var page = visitor.page();
      visitor.open("/apis/chat/reference");
      page.setViewportSize(390, 480);
      new Keyboard(visitor)
          .tabTo(visitor.main().locator("a:visible, pre:visible").last())
          .tabBackTo(visitor.main().locator("a:visible").first());
    }
  }

  @Test
  void closesWhatItOpensAndGoesBackToWhereItWas(Running tollgate) {
    try (var visitor = tollgate.adminElsewhere()) {
      var page = visitor.page();
      var keyboard = new Keyboard(visitor);

      var shortcuts = page.locator("[data-opens=shortcuts]");
      keyboard.enter(shortcuts);
      assertThat(page.locator("dialog")).isVisible();
      visitor.check();
      keyboard.press("Escape").isOn(shortcuts);

      new Members(visitor).open();
      var fold = visitor.main().locator("summary").first();
      keyboard.enter(fold);
      assertThat(visitor.button("Remove now")).isVisible();
      keyboard.tabTo(visitor.button("Remove now")).press("Escape").isOn(fold);
      assertThat(visitor.button("Remove now")).isHidden();

      page.setViewportSize(390, 844);
      var menu = page.locator(".topbar button");
      keyboard.enter(menu);
      assertThat(page.locator(".sidebar")).isVisible();
      keyboard.press("Escape").isOn(menu);
      assertThat(page.locator(".sidebar")).isHidden();
    }
  }

  @Test
  void findsTheSearchByOneKeyUnlessThatIsSwitchedOff(Running tollgate) {
    try (var visitor = tollgate.visitor()) {
      var page = visitor.page();
      var keyboard = new Keyboard(visitor);
      visitor.open("/apis");
      keyboard.press("/").isOn(page.locator("#q"));
      keyboard.type("no such API").press("Enter");
      assertThat(visitor.main()).containsText("Nothing matches");

      visitor.open("/apis");
      keyboard.press("?");
      page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.CHECKBOX).uncheck();
      keyboard.press("Escape").press("/");
      assertThat(page.locator("#q")).not().isFocused();
    }
  }
}
