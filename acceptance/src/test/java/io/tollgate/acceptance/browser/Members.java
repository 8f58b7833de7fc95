package io.tollgate.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;

/** Who belongs to the tenant that somebody is working for. */
record Members(Visitor visitor) {

  Members open() {
    visitor.leaveBy(visitor.navigation("Members"));
    assertThat(visitor.heading()).hasText("Members");
    return this;
  }

  /** Invites somebody and returns the link to send to them. */
  String invite(String address, String role) {
    visitor.fill("email", address).choose("role", role).press("Create the invitation");
    return visitor.page().locator("#link").innerText();
  }

  Locator line(String name) {
    return visitor.main().locator("tbody tr", new Locator.LocatorOptions().setHasText(name));
  }

  /** Somebody new in the tenant of a person who may invite. */
  static Visitor join(Installation.Running running, Visitor inviting, String name, String role) {
    var address = Installation.Running.address(name);
    var invitation = new Members(inviting).open().invite(address, role);
    var member = running.visitor();
    new Account(member).join(invitation, name, address);
    return member;
  }
}
