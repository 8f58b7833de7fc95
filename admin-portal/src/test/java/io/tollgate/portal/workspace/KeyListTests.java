package io.tollgate.portal.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.tenant.Role;
import io.tollgate.portal.Browser;
import io.tollgate.portal.PortalForTests;
import io.tollgate.portal.Samples;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page of an application that has a hundred thousand keys. */
class KeyListTests {

  /** What people are promised for the first byte. */
  private static final Duration PROMISED = Duration.ofMillis(500);

  /** A machine that does much else answers once in a while as promised. */
  private static final int TRIES = 20;

  private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");

  private static PortalForTests portal;
  private static Samples samples;
  private static Browser browser;
  private static Application crowded;
  private static Application quiet;

  @BeforeAll
  static void start() {
    portal = PortalForTests.start();
    samples = new Samples(portal);
    var acme = samples.tenant("acme", "Acme");
    crowded = samples.application(acme, "Crowded");
    quiet = samples.application(acme, "Quiet");
    browser = samples.signedIn(samples.member("dave@acme.example", acme, Role.DEVELOPER));
    portal
        .database()
        .execute(
            """
            insert into credential (
              id, application_id, name, prefix, hash, created_at, expires_at, revoked_at)
            select
              gen_random_uuid(), '%s', 'Key ' || n, 'tg_' || n, sha256(n::text::bytea),
              now() - n * interval '1 second', null,
              case when n > 60 and n %% 2 = 0 then now() end
            from generate_series(1, 100000) n
            """
                .formatted(crowded.id()),
            "analyze credential");
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @Test
  void itsFirstByteComesAsPromised() {
    var path = "/apps/" + crowded.id();
    assertThat(browser.get(path).body()).contains("50,030", "Key 1", "Key 50");

    assertThat(fastest(path)).isLessThan(PROMISED);
    assertThat(fastest(path + "?keys=ended&q=key+999")).isLessThan(PROMISED);
    assertThat(fastest("/apps")).isLessThan(PROMISED);
    assertThat(fastest("/")).isLessThan(PROMISED);
  }

  @Test
  void whatIsFilteredStaysSoFromPageToPage() {
    var first = browser.get("/apps/" + crowded.id() + "?keys=ended&q=Key+9");
    assertThat(first.body()).contains("Key 90", "Key 900", "Revoked").doesNotContain(">Key 91<");

    var second = browser.get(next(first));

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.body()).contains("Key 9", "First page").doesNotContain(">Key 90<");
    assertThat(next(second)).contains("keys=ended", "q=Key%209", "after=");
  }

  @Test
  void whatNothingMatchesIsSaid() {
    var nothing = browser.get("/apps/" + crowded.id() + "?q=nobody");

    assertThat(nothing.body()).contains("No key of this application matches", "Clear filters");
    assertThat(browser.get("/apps/" + crowded.id() + "?after=nonsense&keys=odd").body())
        .contains(">Key 1<");
  }

  @Test
  void anApplicationWithoutKeysHasNothingToSearch() {
    assertThat(browser.get("/apps/" + quiet.id()).body())
        .contains("No key is valid")
        .doesNotContain("how the key begins");
  }

  private static String next(Browser.Page page) {
    var found = NEXT.matcher(page.body());
    assertThat(found.find()).isTrue();
    return found.group(1).replace("&amp;", "&").replace("#keys", "");
  }

  private static Duration fastest(String path) {
    var best = Duration.ofDays(1);
    for (int i = 0; i < TRIES && best.compareTo(PROMISED) >= 0; i++) {
      var begun = System.nanoTime();
      assertThat(browser.get(path).status()).isEqualTo(200);
      var taken = Duration.ofNanos(System.nanoTime() - begun);
      best = taken.compareTo(best) < 0 ? taken : best;
    }
    return best;
  }
}
