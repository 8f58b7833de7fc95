package io.tollgate.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.SelectOption;
import io.tollgate.acceptance.ReadyBlock;

/** How somebody gets in. */
record Account(Visitor visitor) {

  static final String PASSWORD = "correct horse battery staple";

  /** Signs in with the one-time password of a first start and chooses a password. */
  void signInForTheFirstTime(ReadyBlock ready) {
    visitor
        .open("/sign-in")
        .fill("email", ready.admin())
        .fill("password", ready.password())
        .press("Sign in")
        .fill("current", ready.password())
        .fill("chosen", PASSWORD)
        .press("Change password");
    assertThat(visitor.heading()).hasText("Hello Administrator");
  }

  void signIn(String address) {
    visitor.open("/sign-in").fill("email", address).fill("password", PASSWORD).press("Sign in");
  }

  void signUp(String name, String address) {
    visitor.open("/sign-up");
    enter(name, address);
    assertThat(visitor.heading()).hasText("Hello " + name);
  }

  /** Signs up with the link of an invitation, and joins the tenant that it is for. */
  void join(String invitation, String name, String address) {
    visitor.open(invitation).follow("Sign up");
    enter(name, address);
    visitor.press("Join");
    assertThat(visitor.page().getByText("You have joined.")).isVisible();
  }

  /** Goes over to another of the tenants that somebody belongs to. */
  void workFor(String tenant) {
    visitor.open("/");
    var tenants = visitor.page().locator("#tenant-switch");
    visitor.leaveBy(() -> tenants.selectOption(new SelectOption().setLabel(tenant)));
    assertThat(tenants.locator("option:checked")).hasText(tenant);
  }

  private void enter(String name, String address) {
    visitor.fill("name", name).fill("email", address).fill("password", PASSWORD).press("Sign up");
  }
}
