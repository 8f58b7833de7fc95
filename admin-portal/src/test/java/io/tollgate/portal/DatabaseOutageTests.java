package io.tollgate.portal;

import static io.tollgate.portal.PortalForTests.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.authorization.Scope;
import io.tollgate.domain.identity.User;
import io.tollgate.domain.tenant.Role;
import io.tollgate.migrations.PostgresForTests;
import io.tollgate.portal.token.TokenDetails;
import io.tollgate.portal.token.TokenOperations;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people and scripts see while the portal's database lets nobody in. */
class DatabaseOutageTests {

  private static PortalForTests portal;
  private static User member;
  private static Browser signedIn;
  private static Browser onTheSignInPage;
  private static Browser script;
  private static String csrf;

  @BeforeAll
  static void start() {
    portal = PortalForTests.start();
    var samples = new Samples(portal);
    member = samples.member("ada@example.com", samples.tenant("acme", "Acme"), Role.OWNER);
    signedIn = samples.signedIn(member);
    onTheSignInPage = new Browser(portal.url());
    csrf = onTheSignInPage.get("/sign-in").csrf();
    script = new Browser(portal.url(), Map.of("Authorization", "Bearer " + token()));
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @BeforeEach
  void lockOut() {
    var name = portal.database().name();
    server().execute("alter database " + name + " with allow_connections false");
    server()
        .execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
                + name
                + "'");
  }

  @AfterEach
  void letIn() {
    server().execute("alter database " + portal.database().name() + " with allow_connections true");
  }

  @Test
  void whoIsNotSignedInReadsWhatIsGoingOn() {
    for (var path : new String[] {"/apis", "/models", "/sign-in", "/sign-up"}) {
      assertTellsWhatIsGoingOn(path, new Browser(portal.url()).get(path));
    }
  }

  @Test
  void whoIsSignedInReadsWhatIsGoingOn() {
    for (var path : new String[] {"/", "/apps", "/apis", "/usage", "/sign-in", "/no/such/page"}) {
      assertTellsWhatIsGoingOn(path, signedIn.get(path));
    }
  }

  @Test
  void whoSendsAFormReadsWhatIsGoingOn() {
    assertTellsWhatIsGoingOn(
        "/sign-in",
        onTheSignInPage.post(
            "/sign-in", csrf, Map.of("email", member.email(), "password", Samples.PASSWORD)));
  }

  @Test
  void aScriptReadsAProblemAndWhenToAskAgain() {
    var answer = script.get("/admin/api/v1/models");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers())
        .containsEntry("content-type", "application/problem+json")
        .containsEntry("retry-after", "10");
    assertThat(answer.body()).contains("urn:tollgate:problem:unavailable", "cannot be reached");
  }

  @Test
  void everythingIsBackAsSoonAsTheDatabaseIs() {
    assertThat(signedIn.get("/apps").status()).isEqualTo(503);

    letIn();

    assertThat(signedIn.get("/apps").status()).isEqualTo(200);
    assertThat(script.get("/admin/api/v1/models").status()).isEqualTo(200);
  }

  private static void assertTellsWhatIsGoingOn(String path, Browser.Page page) {
    assertThat(page.status()).as(path).isEqualTo(503);
    assertThat(page.body())
        .as(path)
        .contains("The portal cannot reach its database", "Go to the start page", "</html>")
        .doesNotContain("Exception");
    assertThat(page.headers())
        .as(path)
        .containsEntry("retry-after", "10")
        .containsEntry("x-content-type-options", "nosniff")
        .doesNotContainKey("set-cookie");
  }

  private static String token() {
    var viewer = new World(portal).viewer(member);
    return get(portal
            .bean(TokenOperations.class)
            .create(viewer, new TokenDetails("test", Set.of(Scope.READ), 1)))
        .secret()
        .reveal();
  }

  private static PostgresForTests.Database server() {
    var database = portal.database();
    return new PostgresForTests.Database(
        database.host(), database.port(), "postgres", database.user(), database.password());
  }
}
