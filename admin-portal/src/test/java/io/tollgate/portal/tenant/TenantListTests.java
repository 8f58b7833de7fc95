package io.tollgate.portal.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.portal.Browser;
import io.tollgate.portal.PortalForTests;
import io.tollgate.portal.Samples;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many tenants, and one that has many members. */
class TenantListTests {

  private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");

  private static PortalForTests portal;
  private static Browser root;
  private static Browser owner;

  @BeforeAll
  static void start() {
    portal = PortalForTests.start();
    var samples = new Samples(portal);
    Tenant crowded = samples.tenant("crowded", "Crowded");
    root = samples.signedIn(samples.platformAdmin("root@example.com"));
    owner = samples.signedIn(samples.member("olga@crowded.example", crowded, Role.OWNER));
    portal
        .database()
        .execute(
            """
            insert into tenant (id, slug, name, kind, created_at)
            select gen_random_uuid(), 'team-' || n, 'Team ' || n, 'team', now()
            from generate_series(1000, 1200) n
            """,
            """
            insert into app_user (id, email, display_name, created_at)
            select gen_random_uuid(), 'many' || n || '@example.com', 'Many ' || n, now()
            from generate_series(1000, 1200) n
            """,
            """
            insert into membership (tenant_id, user_id, role, created_at)
            select '%s', id, 'developer', now() + substr(display_name, 6)::int * interval '1 second'
            from app_user where display_name like 'Many %%'
            """
                .formatted(crowded.id()));
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @Test
  void tenantsThatAreSearchedStaySoFromPageToPage() {
    var first = root.get("/admin/tenants?q=TEAM+11");
    assertThat(first.body()).contains(">Team 1100<", "Clear filters").doesNotContain("Team 1150");

    var second = root.get(next(first));

    assertThat(second.body()).contains(">Team 1150<", "First page").doesNotContain("Team 1100");
    assertThat(next(first)).contains("q=TEAM%2011", "after=");
    assertThat(root.get("/admin/tenants?q=nobody").body()).contains("No tenant matches");
    assertThat(root.get("/admin/tenants?after=nonsense").body()).contains(">Crowded<");
  }

  @Test
  void membersThatAreSearchedStaySoFromPageToPage() {
    var first = owner.get("/t/crowded/members?q=many+11");
    assertThat(first.body()).contains(">Many 1100<", "Clear filters").doesNotContain("Many 1150");

    var second = owner.get(next(first));

    assertThat(second.body()).contains(">Many 1150<", "First page").doesNotContain("Many 1100");
    assertThat(next(first)).contains("q=many%2011", "after=");
    assertThat(owner.get("/t/crowded/members?q=nobody").body())
        .contains("No member has this in their name");
  }

  @Test
  void membersBeginAnewWhereThePageBeganBehindSomebodyWhoHasLeft() {
    var second = next(owner.get("/t/crowded/members?q=many+10"));
    var last = second.substring(second.indexOf("after=") + "after=".length());

    portal.database().execute("delete from membership where user_id = '" + last + "'");

    assertThat(owner.get(second).body()).contains(">Many 1000<");
  }

  private static String next(Browser.Page page) {
    var found = NEXT.matcher(page.body());
    assertThat(found.find()).isTrue();
    return found.group(1).replace("&amp;", "&");
  }
}
