package io.tollgate.portal.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.tenant.Role;
import io.tollgate.portal.Browser;
import io.tollgate.portal.PortalForTests;
import io.tollgate.portal.Samples;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Making and ending access tokens in the portal. */
class TokenPageTests {

  private static final Pattern TOKEN = Pattern.compile("tga_[A-Za-z0-9_-]{32}");
  private static final Pattern REVOCATION = Pattern.compile("/account/tokens/[0-9a-f-]+/revoke");

  private static PortalForTests portal;
  private static String email;

  private Browser browser;

  @BeforeAll
  static void start() {
    portal = PortalForTests.start();
    var samples = new Samples(portal);
    email =
        samples.member("dev@example.com", samples.tenant("acme", "Acme"), Role.DEVELOPER).email();
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @BeforeEach
  void signIn() {
    browser = new Browser(portal.url());
    browser.submit("/sign-in", "/sign-in", Map.of("email", email, "password", Samples.PASSWORD));
  }

  @Test
  void showsATokenOnceAndEndsItAtOnce() throws Exception {
    var issued =
        browser.submit(
            "/account/tokens",
            "/account/tokens",
            Map.of("name", "Deploy script", "scopes", "DEVELOP", "days", "7"));
    assertThat(issued.status()).as(issued.body()).isEqualTo(200);
    assertThat(issued.headers().get("cache-control")).contains("no-store");
    var token = first(TOKEN, issued.body());
    assertThat(statusOfMe(token)).isEqualTo(200);

    var list = browser.get("/account/tokens");
    assertThat(list.body()).contains("Deploy script").doesNotContain(token);

    browser.submit("/account/tokens", first(REVOCATION, list.body()), Map.of());
    assertThat(statusOfMe(token)).isEqualTo(401);
    assertThat(browser.get("/account/tokens").body()).contains("Revoked");
  }

  @Test
  void saysWhatIsWrongAndGivesNobodyMoreThanTheyHave() {
    var nameless =
        browser.submit("/account/tokens", "/account/tokens", Map.of("name", "", "scopes", "READ"));
    assertThat(nameless.status()).isEqualTo(422);
    assertThat(nameless.body()).contains("This is needed");

    var greedy =
        browser.submit(
            "/account/tokens", "/account/tokens", Map.of("name", "x", "scopes", "PLATFORM"));
    assertThat(greedy.status()).isEqualTo(422);
    assertThat(TOKEN.matcher(greedy.body()).find()).isFalse();
    assertThat(browser.get("/account/tokens").body()).doesNotContain("Manage the platform");
  }

  private static int statusOfMe(String token) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(portal.url() + "/admin/api/v1/me"))
            .header("Authorization", "Bearer " + token)
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  private static String first(Pattern pattern, String text) {
    var found = pattern.matcher(text);
    assertThat(found.find()).as(text).isTrue();
    return found.group();
  }
}
