package io.tollgate.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the portal makes of the words of whoever stands between it and a browser. */
class ForwardedTests {

  private static final Map<String, String> CLAIMS =
      Map.of("X-Forwarded-For", "203.0.113.7", "X-Forwarded-Proto", "https");

  @Test
  void behindATlsProxyCookiesAreSecureAndLimitsCountClients() {
    try (var portal = PortalForTests.start("tollgate.portal.trusted-proxies=127.0.0.0/8,::1")) {
      var page = new Browser(portal.url(), CLAIMS).get("/sign-in");
      guess(portal);

      assertThat(page.headers().get("set-cookie")).contains("Secure");
      assertThat(page.headers()).containsKey("strict-transport-security");
      assertThat(failures(portal, "203.0.113.7")).isEqualTo("1");
    }
  }

  /** In Kubernetes the framework would believe everybody if it were not told otherwise. */
  @Test
  void nobodyIsBelievedUnlessListed() {
    try (var portal = PortalForTests.start("spring.main.cloud-platform=kubernetes")) {
      var page = new Browser(portal.url(), CLAIMS).get("/sign-in");
      guess(portal);

      assertThat(page.headers().get("set-cookie")).doesNotContain("Secure");
      assertThat(page.headers()).doesNotContainKey("strict-transport-security");
      assertThat(failures(portal, "203.0.113.7")).isEqualTo("0");
      assertThat(failures(portal, "127.0.0.1")).isEqualTo("1");
    }
  }

  @Test
  void aProxyThatIsNoAddressStopsTheStart() {
    assertThatThrownBy(() -> PortalForTests.start("tollgate.portal.trusted-proxies=proxy.example"))
        .hasRootCauseMessage("no address and no range of addresses: proxy.example");
  }

  /** Without the scheme: cookies that are for HTTPS only do not come back over plain HTTP. */
  private static void guess(PortalForTests portal) {
    new Browser(portal.url(), Map.of("X-Forwarded-For", "203.0.113.7"))
        .submit(
            "/sign-in",
            "/sign-in",
            Map.of("email", "nobody@example.com", "password", "not the right one"));
  }

  private static String failures(PortalForTests portal, String address) {
    return portal
        .database()
        .query(
            "select count(*) from sign_in_failure where subject = encode(sha256('address "
                + address
                + "'), 'hex')");
  }
}
