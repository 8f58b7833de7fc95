package io.tollgate.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.tollgate.acceptance.browser.Installation.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An admin of the tenant that publishes an API, and no more than that. */
@ExtendWith(Installation.class)
class PublisherAdminJourneyIT {

  @Test
  void publishesAnApiAndDecidesWhoMayCallIt(Running tollgate) {
    try (var owner = tollgate.signedUp("Petra Publisher");
        var admin = joinATeamOf(owner, tollgate);
        var developer = tollgate.signedUp("Dora Developer")) {
      new Publishing(admin)
          .draft("notes", "Notes", "demo")
          .addPlan("team", "Team", "MANUAL")
          .publish();
      var applications = new Applications(developer);
      applications.ask("notes", "team", "Welcome");
      applications.ask("notes", "team", "Suspicious");

      new Approvals(admin).open().approve("Welcome");
      new Approvals(admin)
          .open()
          .rejectWithoutReason("Suspicious")
          .reject("Suspicious", "Who reads the notes?");

      // Both pages of the developer follow by themselves; this one is open.
      assertThat(developer.page().getByText("Who reads the notes?").first()).isVisible();
      developer.check().open("/subscriptions");
      assertThat(developer.main().locator("tbody")).containsText("Approved");
    }
  }

  /** Models are published by teams, which a platform admin makes. */
  private static Visitor joinATeamOf(Visitor owner, Running tollgate) {
    new Platform(tollgate.admin())
        .addTenant("notes-team", "Notes team", Running.address("Petra Publisher"));
    new Account(owner).workFor("Notes team");
    return Members.join(tollgate, owner, "Adam Admin", "admin");
  }

  @Test
  void decidesNothingForOtherPublishers(Running tollgate) {
    try (var developer = tollgate.signedUp("Doris Developer");
        var owner = tollgate.signedUp("Paul Publisher");
        var admin = Members.join(tollgate, owner, "Anna Admin", "admin")) {
      new Applications(developer).ask("chat", "standard", "Not for Anna");

      new Approvals(admin).open();
      assertThat(admin.main()).containsText("All clear");
    }
  }
}
