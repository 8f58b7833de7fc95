package io.tollgate.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.tollgate.acceptance.TollgateProcess;
import io.tollgate.acceptance.browser.Installation.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Somebody of a company signs in where the company signs its people in. */
@ExtendWith(Installation.class)
class SingleSignOnIT {

  private static final String CLAIMS =
      """
      {"email": "grace@company.example", "email_verified": true, "name": "Grace Hopper"}\
      """;

  /** The issuer's own page fetches a font from elsewhere. */
  private static final String LOGIN =
      """
      <!doctype html><html lang="en"><title>Company</title>
      <form method="post"><label>Name <input name="username"></label>
      <label>Claims <textarea name="claims"></textarea></label><button>Sign in</button></form></html>
      """;

  @TempDir Path directory;

  @Test
  void leadsToTheIssuerAndBackToThePageThatWasAskedFor(Running browsers) throws IOException {
    var login = Files.writeString(directory.resolve("login.html"), LOGIN);
    var issuer = new MockOAuth2Server(new OAuth2Config(true, login.toString()));
    issuer.start();
    var company = issuer.issuerUrl("company").toString();
    try (var tollgate =
            TollgateProcess.start(
                directory.resolve("data"),
                Map.of(
                    "TOLLGATE_OIDC_ISSUER", company,
                    "TOLLGATE_OIDC_CLIENT_ID", "portal",
                    "TOLLGATE_OIDC_CLIENT_SECRET", "not-a-real-secret"));
        var grace = browsers.visitor(tollgate.ready().portal()).trusting(issuer.baseUrl().uri())) {
      grace.open("/apps");
      grace.link("Continue with single sign-on").click();
      grace.page().locator("input[name=username]").fill("grace");
      grace.page().locator("textarea[name=claims]").fill(CLAIMS);
      grace.page().locator("button").click();

      grace.page().waitForURL("**/apps");
      grace.check();
      grace.open("/");
      assertThat(grace.heading()).hasText("Hello Grace Hopper");
    } finally {
      issuer.shutdown();
    }
  }
}
