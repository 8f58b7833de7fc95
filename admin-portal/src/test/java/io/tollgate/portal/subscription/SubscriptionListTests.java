package io.tollgate.portal.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.catalogue.Plan;
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

/** The subscriptions of a tenant that has many, and the inbox of the one that decides. */
class SubscriptionListTests {

  private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");
  private static final Pattern REJECTION =
      Pattern.compile("action=\"(/subscriptions/[^/]+/reject[^\"]*)\"");

  private static PortalForTests portal;
  private static Samples samples;
  private static Tenant crowded;
  private static Tenant publisher;
  private static Browser developer;
  private static Browser admin;

  /** 300 subscriptions: every second one waits, the others were rejected. */
  @BeforeAll
  static void start() {
    portal = PortalForTests.start();
    samples = new Samples(portal);
    crowded = samples.tenant("crowded", "Crowded");
    publisher = samples.tenant("publisher", "Publisher");
    var api = samples.api(publisher, "weather", "Weather");
    var plan = samples.plan(api, "standard", Plan.Approval.MANUAL);
    developer = samples.signedIn(samples.member("dave@crowded.example", crowded, Role.DEVELOPER));
    admin = samples.signedIn(samples.member("ada@publisher.example", publisher, Role.ADMIN));
    portal
        .database()
        .execute(
            """
            insert into application (id, tenant_id, name, created_at)
            select gen_random_uuid(), '%s', 'App ' || n, now() from generate_series(1, 300) n
            """
                .formatted(crowded.id()),
            """
            insert into subscription (
              id, application_id, tenant_id, api_id, owner_tenant_id, plan_id, status, reason,
              requested_at)
            select
              gen_random_uuid(), application.id, tenant_id, '%s', '%s', '%s',
              case when n %% 2 = 0 then 'pending' else 'rejected' end, 'Why not',
              now() - n * interval '1 minute'
            from application cross join lateral (select substr(name, 5)::int as n) numbered
            """
                .formatted(api.id(), publisher.id(), plan.id()));
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @Test
  void whatIsFilteredStaysSoFromPageToPage() {
    var first = developer.get("/subscriptions?q=app+1&status=rejected");
    assertThat(first.body()).contains(">App 1<", "Rejected", "Clear filters");
    assertThat(first.body()).doesNotContain(">App 2<", ">App 10<");

    var second = developer.get(next(first));

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.body()).contains(">App 199<", "First page").doesNotContain(">App 1<");
    assertThat(next(first)).contains("q=app%201", "status=rejected", "after=");
  }

  @Test
  void thePagesHoldAllOfThem() {
    var page = developer.get("/subscriptions");
    var pages = 1;
    while (NEXT.matcher(page.body()).find()) {
      page = developer.get(next(page));
      pages++;
    }

    assertThat(pages).isEqualTo(6);
    assertThat(page.body()).contains(">App 300<");
  }

  @Test
  void whatNothingMatchesIsSaid() {
    assertThat(developer.get("/subscriptions?q=nobody").body())
        .contains("No subscription matches", "Clear filters");
    assertThat(developer.get("/subscriptions?after=nonsense&status=odd").body())
        .contains(">App 1<");
    var quiet = samples.tenant("quiet", "Quiet");
    var newcomer = samples.signedIn(samples.member("nina@quiet.example", quiet, Role.DEVELOPER));
    assertThat(newcomer.get("/subscriptions").body())
        .contains("No subscriptions yet")
        .doesNotContain("name=\"status\"");
  }

  @Test
  void theSidebarCountsNoFurtherThanAnybodyReads() {
    assertThat(admin.get("/apis").body()).contains(">99+<");
    assertThat(developer.get("/apis").body()).doesNotContain(">99+<");
  }

  @Test
  void whoDecidesOnALaterPageStaysThere() {
    var first = admin.get("/approvals");
    assertThat(first.body()).contains("App 300 on Weather").doesNotContain("App 250 on Weather");
    var path = next(first);
    var second = admin.get(path);
    assertThat(second.body()).contains("App 250 on Weather", "First page");
    var found = REJECTION.matcher(second.body());
    assertThat(found.find()).isTrue();
    var action = found.group(1);

    var without = admin.submit(path, action, Map.of("reason", " "));
    assertThat(without.status()).isEqualTo(422);
    assertThat(without.body()).contains("App 250 on Weather", "open=\"open\"");

    var rejected = admin.submit(path, action, Map.of("reason", "Too much traffic."));
    assertThat(rejected.location()).isEqualTo(path);
    assertThat(admin.get(path).body()).doesNotContain("App 250 on Weather");
  }

  @Test
  void behindTheLastRequestTheInboxSaysSo() {
    var page = admin.get("/approvals");
    while (NEXT.matcher(page.body()).find()) {
      page = admin.get(next(page));
    }
    var ids = Pattern.compile("href=\"/subscriptions/([^\"/]+)\"").matcher(page.body());
    var last = "";
    while (ids.find()) {
      last = ids.group(1);
    }

    assertThat(admin.get("/approvals?after=" + last).body())
        .contains("The end of the list", "First page");
  }

  private static String next(Browser.Page page) {
    var found = NEXT.matcher(page.body());
    assertThat(found.find()).isTrue();
    return found.group(1).replace("&amp;", "&");
  }
}
