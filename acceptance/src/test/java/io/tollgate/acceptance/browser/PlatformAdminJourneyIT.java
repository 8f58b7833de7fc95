package io.tollgate.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.acceptance.browser.Installation.Running;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Looks after providers, models and prices, and sees what every tenant does. */
@ExtendWith(Installation.class)
class PlatformAdminJourneyIT {

  @Test
  void bringsANewModelToDevelopersWithoutARestart(Running tollgate) {
    var admin = tollgate.admin();
    var platform = new Platform(admin);
    platform.addProvider("house", "House server", platform.addressOfTheSimulator());
    platform.addModel("house-model");
    platform.deploy("House server", "sim-small");
    platform.price("1.50", "6");
    new Publishing(admin)
        .draft("house", "House models", "house-model")
        .addPlan("open", "Open", "AUTOMATIC")
        .publish();

    try (var developer = tollgate.signedUp("Ada Platform")) {
      new Applications(developer).ask("house", "open", "House assistant");
      var key = new Applications(developer).createKey();

      assertThat(tollgate.gateway().call(key, "house-model")).contains("Hello");
    }

    seesWhoCalledWhat(admin);
  }

  @Test
  void seesEveryTenant(Running tollgate) {
    try (var somebody = tollgate.signedUp("Tina Tenant")) {
      assertThat(somebody.heading()).hasText("Hello Tina Tenant");
    }

    tollgate.admin().open("/admin/tenants");
    assertThat(tollgate.admin().link("Tina Tenant")).isVisible();
    assertThat(tollgate.admin().link("Tollgate")).isVisible();
  }

  private static void seesWhoCalledWhat(Visitor admin) {
    Eventually.within(
        Duration.ofSeconds(5),
        () -> {
          admin.page().navigate("/logs?of=platform&model=house-model");
          return admin.main().locator("tbody tr").count() == 1;
        });
    admin.check().open("/usage?of=platform&by=tenant");
    assertThat(admin.main().locator("#data")).containsText("Ada Platform");
  }
}
