package io.tollgate.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.acceptance.browser.Installation.Running;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sees what a tenant uses and spends, and changes nothing. */
@ExtendWith(Installation.class)
class ViewerJourneyIT {

  @Test
  void followsWhatTheTenantUses(Running tollgate) {
    try (var owner = tollgate.signedUp("Vita Owner");
        var viewer = Members.join(tollgate, owner, "Vera Viewer", "viewer")) {
      var key = anApplicationWithAKey(owner);
      tollgate.gateway().call(key, "demo");

      Eventually.within(
          Duration.ofSeconds(5),
          () -> {
            viewer.page().navigate("/logs");
            return viewer.main().locator("tbody tr").count() == 1;
          });
      viewer.check();
      viewer.main().locator("tbody tr a").first().click();
      assertThat(viewer.page().getByText("as the provider reports")).isVisible();
      viewer.check().open("/usage");
      assertThat(viewer.main().locator("#data tfoot")).containsText("Total");

      createsNoKey(viewer, key);
      asksForNothing(viewer);
    }
  }

  private static String anApplicationWithAKey(Visitor owner) {
    new Applications(owner).ask("chat", "trial", "Seen by Vera");
    return new Applications(owner).createKey();
  }

  /** Neither with a button of the page nor by sending the form that the page does not have. */
  private static void createsNoKey(Visitor viewer, String key) {
    new Applications(viewer).open("Seen by Vera");
    assertThat(viewer.button("Create key")).hasCount(0);
    assertThat(viewer.main().locator("form")).hasCount(0);
    assertThat(viewer.page().content()).doesNotContain(key);
    var status =
        viewer
            .page()
            .evaluate(
                """
                fetch(location.pathname + '/keys', {
                  method: 'POST',
                  body: new URLSearchParams({
                    _csrf: document.querySelector('meta[name=csrf-token]').content,
                    name: 'Mine',
                    days: '0'
                  })
                }).then(answer => answer.status)
                """);
    assertThat(status).isEqualTo(403);
  }

  private static void asksForNothing(Visitor viewer) {
    viewer.open("/apis/echo");
    assertThat(viewer.main()).containsText("A developer of your tenant can request access");
    assertThat(viewer.link("Request access")).hasCount(0);
    assertThat(viewer.link("Choose the plan Open")).hasCount(0);
    assertThat(viewer.navigation().allInnerTexts())
        .doesNotContainAnyElementsOf(List.of("Approvals", "Audit trail", "Providers"));
  }
}
