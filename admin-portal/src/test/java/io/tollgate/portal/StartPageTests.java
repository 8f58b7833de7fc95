package io.tollgate.portal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StartPageTests {

  private static PortalForTests portal;

  @BeforeAll
  static void start() {
    portal = PortalForTests.start();
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @Test
  void everybodySeesTheStartPage() {
    var page = new Browser(portal.url()).get("/");

    assertThat(page.status()).as(page.body()).isEqualTo(200);
    assertThat(page.headers()).doesNotContainKey("set-cookie");
  }
}
