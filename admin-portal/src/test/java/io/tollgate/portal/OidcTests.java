package io.tollgate.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import io.tollgate.domain.identity.User;
import io.tollgate.domain.tenant.Role;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OidcTests {

  private static final String ISSUER = "company";

  private static MockOAuth2Server issuer;
  private static PortalForTests portal;
  private static Samples samples;

  @BeforeAll
  static void start() throws IOException {
    issuer = new MockOAuth2Server();
    issuer.start();
    int port = freePort();
    portal =
        PortalForTests.start(
            "tollgate.portal.port=" + port,
            "tollgate.portal.url=http://localhost:" + port,
            "tollgate.portal.oidc.issuer=" + issuer.issuerUrl(ISSUER),
            "tollgate.portal.oidc.client-id=portal",
            "tollgate.portal.oidc.client-secret=not-a-real-secret",
            "tollgate.portal.oidc.name=Company");
    samples = new Samples(portal);
  }

  @AfterAll
  static void stop() {
    portal.close();
    issuer.shutdown();
  }

  @Test
  void somebodyNewGetsAnAccountAndATenant() {
    var browser = signIn("subject-1", claims("grace@example.com", true, "Grace Hopper"));

    assertThat(browser.get("/").body()).contains("Hello Grace Hopper");
    assertThat(browser.get("/t/grace/members").body()).contains("grace@example.com", "Owner");
    assertThat(
            portal.database().query("select string_agg(attributes::text, '') from portal_session"))
        .doesNotContain("eyJ");
  }

  @Test
  void theSamePersonIsKnownAgainByTheirSubject() {
    signIn("subject-2", claims("first@example.com", true, "Once"));
    var again = signIn("subject-2", claims("changed@example.com", true, "Changed"));

    assertThat(again.get("/account").body()).contains("first@example.com");
  }

  @Test
  void aVerifiedAddressLeadsToTheAccountThatHasIt() {
    samples.member("local@example.com", samples.tenant("local", "Local"), Role.OWNER);

    assertThat(signIn("subject-3", claims("local@example.com", true, "L")).get("/").body())
        .contains("Hello Local");
  }

  /** Signing up here proves nothing about the address, so somebody else may have done it. */
  @Test
  void whoSignedUpWithSomebodyElsesAddressIsShutOutWhenTheyComeThemselves() {
    var user = samples.member("taken@example.com", samples.tenant("taken", "Taken"), Role.OWNER);
    var impostor = samples.signedIn(user);
    impostor.submit(
        "/account/tokens",
        "/account/tokens",
        Map.of("name", "Script", "days", "30", "scopes", "READ"));
    assertThat(impostor.get("/account/tokens").body()).contains("Script");
    assertThat(validTokensOf(user)).isEqualTo("1");

    var owner = signIn("subject-10", claims("taken@example.com", true, "Theirs"));

    assertThat(owner.get("/account").body()).contains("taken@example.com");
    assertThat(impostor.get("/account").location()).startsWith("/sign-in");
    assertThat(
            new Browser(portal.url())
                .submit(
                    "/sign-in",
                    "/sign-in",
                    Map.of("email", user.email(), "password", Samples.PASSWORD))
                .status())
        .isEqualTo(422);
    assertThat(validTokensOf(user)).isEqualTo("0");
  }

  private static String validTokensOf(User user) {
    return portal
        .database()
        .query(
            "select count(*) from access_token where revoked_at is null and user_id = '"
                + user.id()
                + "'");
  }

  @Test
  void whereOnlyTheInvitedSignUpTheIssuerBringsNobodyNew() {
    samples.member("invited@example.com", samples.tenant("invited", "Invited"), Role.OWNER);
    portal
        .database()
        .execute("update platform_setting set value = 'invited' where name = 'sign_up'");
    try {
      var unknown = callback("subject-8", claims("nobody@example.com", true, "Nobody"));
      var known = signIn("subject-9", claims("invited@example.com", true, "I"));

      assertThat(unknown.location()).isEqualTo("/sign-in?failed=sso");
      assertThat(
              portal
                  .database()
                  .query("select count(*) from app_user where email = 'nobody@example.com'"))
          .isEqualTo("0");
      assertThat(known.get("/").body()).contains("Hello Invited");
    } finally {
      portal
          .database()
          .execute("update platform_setting set value = 'anyone' where name = 'sign_up'");
    }
  }

  @Test
  void anAddressThatIsNotVerifiedLeadsNowhere() {
    samples.member("victim@example.com", samples.tenant("victim", "Victim"), Role.OWNER);

    var claims = Map.<String, Object>of("email", "victim@example.com", "name", "Attacker");
    assertThat(callback("subject-4", claims).location()).isEqualTo("/sign-in?failed=sso");
    var denied = claims("victim@example.com", false, "Attacker");
    assertThat(callback("subject-5", denied).location()).isEqualTo("/sign-in?failed=sso");
  }

  @Test
  void theAnswerToSomebodyElsesQuestionIsRefused() {
    var victim = new Browser(portal.url());
    var attacker = new Browser(portal.url());
    var foreign = URI.create(atIssuer(attacker, "subject-6", claims("x@example.com", true, "X")));

    var answer = victim.get(foreign.getRawPath() + "?" + foreign.getRawQuery());

    assertThat(answer.location()).isEqualTo("/sign-in?failed=sso");
    assertThat(victim.get("/account").location()).startsWith("/sign-in");
    assertThat(attacker.get(foreign.getRawPath() + "?" + foreign.getRawQuery()).location())
        .isEqualTo("/");
  }

  @Test
  void signingInLeadsBackToThePageThatWasAskedFor() {
    var browser = new Browser(portal.url());
    assertThat(browser.get("/sign-in?next=/apps").body())
        .contains("Continue with Company", "/sign-in/sso?next=/apps");
    enqueue("subject-7", claims("back@example.com", true, "Back"));
    var question = browser.get("/sign-in/sso?next=/apps").location();
    assertThat(question).contains("code_challenge=", "nonce=", "state=");

    assertThat(follow(browser, question).location()).isEqualTo("/apps");
  }

  private static Browser signIn(String subject, Map<String, Object> claims) {
    var browser = new Browser(portal.url());
    enqueue(subject, claims);
    var answer = follow(browser, browser.get("/sign-in/sso").location());
    assertThat(answer.location()).isEqualTo("/");
    return browser;
  }

  private static Browser.Page callback(String subject, Map<String, Object> claims) {
    var browser = new Browser(portal.url());
    enqueue(subject, claims);
    return follow(browser, browser.get("/sign-in/sso").location());
  }

  /** Signs in at the issuer and comes back to the portal with its answer. */
  private static Browser.Page follow(Browser browser, String question) {
    var back = URI.create(Browser.anywhere(question).location());
    return browser.get(back.getRawPath() + "?" + back.getRawQuery());
  }

  private static String atIssuer(Browser browser, String subject, Map<String, Object> claims) {
    enqueue(subject, claims);
    return Browser.anywhere(browser.get("/sign-in/sso").location()).location();
  }

  private static void enqueue(String subject, Map<String, Object> claims) {
    issuer.enqueueCallback(
        new DefaultOAuth2TokenCallback(
            ISSUER, subject, JOSEObjectType.JWT.getType(), List.of("portal"), claims, 3600));
  }

  private static Map<String, Object> claims(String email, boolean verified, String name) {
    return Map.of("email", email, "email_verified", verified, "name", name);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
