package io.tollgate.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.acceptance.browser.Installation.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Owns a tenant: decides who belongs to it, and as what. */
@ExtendWith(Installation.class)
class OwnerJourneyIT {

  @Test
  void invitesSomebodyWhoWorksWithTheRoleUntilItIsTakenAway(Running tollgate) {
    try (var owner = tollgate.signedUp("Olga Owner");
        var member = Members.join(tollgate, owner, "Max Member", "developer")) {
      var applications = new Applications(member);
      applications.ask("chat", "trial", "Works for Olga");

      new Applications(owner).open("Works for Olga");
      assertThat(owner.button("Create key")).isVisible();

      new Members(owner).open().line("Max Member").locator("select").selectOption("viewer");
      assertThat(owner.page().getByText("The role is changed.")).isVisible();
      owner.check();
      applications.open("Works for Olga");
      assertThat(member.button("Create key")).hasCount(0);
    }
  }

  @Test
  void cannotLeaveATenantWithoutAnOwner(Running tollgate) {
    try (var owner = tollgate.signedUp("Only Owner")) {
      var members = new Members(owner).open();
      members.line("Only Owner").locator("summary").click();
      owner.press("Remove now");

      assertThat(owner.page().locator(".error-summary")).isFocused();
      assertThat(members.line("Only Owner")).isVisible();
    }
  }

  @Test
  void hasNoSayOnThePlatform(Running tollgate) {
    try (var owner = tollgate.signedUp("Oskar Owner")) {
      assertThat(owner.navigation()).not().containsText(new String[] {"Providers"});
      owner.open("/admin/providers");
      assertThat(owner.heading()).hasText("Your role does not include this");
      publishesNoModel(owner);
    }
  }

  /** Neither by the form nor by sending what the form does not have. */
  private static void publishesNoModel(Visitor owner) {
    var page = owner.page();
    owner.open("/models").follow("demo");
    var model = page.url().substring(page.url().lastIndexOf('/') + 1);
    owner.leaveBy(owner.navigation("Published APIs")).leaveBy(owner.link("Create an API"));
    assertThat(owner.main()).containsText("Ask a platform admin for a team tenant");
    assertThat(page.getByLabel("Kind")).hasCount(0);
    assertThat(owner.main()).not().containsText("demo");

    assertThat(page.evaluate(CREATE, model)).isEqualTo(422);
    owner.open("/apis?q=oskars");
    assertThat(owner.main()).containsText("Nothing matches");
  }

  private static final String CREATE =
      """
      model => fetch(location.pathname.replace('/new', ''), {
        method: 'POST',
        body: new URLSearchParams({
          _csrf: document.querySelector('meta[name=csrf-token]').content,
          kind: 'AI', slug: 'oskars', name: 'Oskars', version: '1', visibility: 'PUBLIC',
          models: model
        })
      }).then(answer => answer.status)
      """;
}
