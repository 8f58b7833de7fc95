package io.tollgate.portal.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.portal.Browser;
import io.tollgate.portal.PortalForTests;
import io.tollgate.portal.Samples;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The applications of a tenant that has many. */
class ApplicationListTests {

  private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");

  private static PortalForTests portal;
  private static Samples samples;
  private static Application last;
  private static Browser browser;

  @BeforeAll
  static void start() {
    portal = PortalForTests.start();
    samples = new Samples(portal);
    Tenant crowded = samples.tenant("crowded", "Crowded");
    last = samples.application(crowded, "Zebra");
    browser = samples.signedIn(samples.member("dave@crowded.example", crowded, Role.DEVELOPER));
    portal
        .database()
        .execute(
            """
            insert into application (id, tenant_id, name, created_at)
            select gen_random_uuid(), '%s', 'App ' || n, now()
            from generate_series(1000, 2200) n
            """
                .formatted(crowded.id()));
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @Test
  void whatIsFilteredStaysSoFromPageToPage() {
    var first = browser.get("/apps?q=app+11");
    assertThat(first.body()).contains(">App 1100<", "Clear filters").doesNotContain(">App 1150<");

    var second = browser.get(next(first));

    assertThat(second.body()).contains(">App 1150<", "First page").doesNotContain(">App 1100<");
    assertThat(next(first)).contains("q=app%2011", "after=");
    assertThat(NEXT.matcher(second.body()).find()).isFalse();
  }

  @Test
  void whatNothingMatchesIsSaid() {
    assertThat(browser.get("/apps?q=nobody").body())
        .contains("No application matches", "Clear filters");
    assertThat(browser.get("/apps?after=nonsense").body()).contains(">App 1000<");
  }

  @Test
  void aListOfOnePageHasNothingToSearch() {
    var quiet = samples.tenant("quiet", "Quiet");
    var newcomer = samples.signedIn(samples.member("nina@quiet.example", quiet, Role.DEVELOPER));

    assertThat(newcomer.get("/apps").body())
        .contains("No applications yet")
        .doesNotContain("Name of an application");
  }

  @Test
  void aNameThatIsTakenIsSaidOnTheFirstPage() {
    var taken = browser.submit("/apps", "/apps", Map.of("name", "App 2200", "description", ""));

    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.body()).contains(">App 1000<");
  }

  @Test
  void theLogOffersTheApplicationThatIsChosenHoweverManyThereAre() {
    assertThat(browser.get("/logs").body()).contains("App 1000").doesNotContain("Zebra");
    assertThat(browser.get("/logs?application=" + last.id()).body())
        .contains("value=\"" + last.id() + "\" selected=\"selected\"");
  }

  private static String next(Browser.Page page) {
    var found = NEXT.matcher(page.body());
    assertThat(found.find()).isTrue();
    return found.group(1).replace("&amp;", "&");
  }
}
