package io.tollgate.portal.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.tenant.Role;
import io.tollgate.portal.Browser;
import io.tollgate.portal.PortalForTests;
import io.tollgate.portal.Samples;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Finding people, and keeping one of them out. */
class UserPageTests {

  private static PortalForTests portal;
  private static Samples samples;
  private static Browser root;

  @BeforeAll
  static void start() {
    portal = PortalForTests.start();
    samples = new Samples(portal);
    root = samples.signedIn(samples.platformAdmin("root@users.example"));
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @Test
  void whoIsDisabledIsSignedOutAndLeavesATrace() {
    var bob = samples.member("bob@users.example", samples.tenant("bobs", "Bobs"), Role.OWNER);
    var browser = samples.signedIn(bob);
    var page = "/admin/users/" + bob.id();
    assertThat(root.get(page).body()).contains("Bobs", "Owner", "Disable now");

    var done = root.submit(page, page + "/disable", Map.of());

    assertThat(done.location()).endsWith(page);
    assertThat(root.get(page).body()).contains("The account is disabled", "Enable");
    assertThat(browser.get("/apps").location()).startsWith("/sign-in");
    assertThat(rows("portal_session where user_id = '" + bob.id() + "'")).isEqualTo("0");
    assertThat(rows("audit_entry where action = 'user.disabled' and object_id = '%s'", bob.id()))
        .isEqualTo("1");

    root.submit(page, page + "/enable", Map.of());

    assertThat(samples.signedIn(bob).get("/apps").status()).isEqualTo(200);
  }

  @Test
  void nobodyDisablesThemselves() {
    var admin = samples.platformAdmin("self@users.example");
    var browser = samples.signedIn(admin);
    var page = "/admin/users/" + admin.id();

    var refused = browser.submit(page, page + "/disable", Map.of());

    assertThat(browser.get(page).body()).doesNotContain("Disable now");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("Nobody disables their own account");
  }

  @Test
  void membersDisableNobody() {
    var tenant = samples.tenant("usual", "Usual");
    var owner = samples.member("olga@users.example", tenant, Role.OWNER);
    var victim = samples.member("vic@users.example", tenant, Role.VIEWER);
    var browser = samples.signedIn(owner);

    var refused = browser.submit("/account", "/admin/users/" + victim.id() + "/disable", Map.of());

    assertThat(refused.status()).isEqualTo(403);
    assertThat(samples.signedIn(victim).get("/").status()).isEqualTo(200);
  }

  @Test
  void peopleAreFoundByWhatTheyAreCalledAndPageByPage() {
    for (int n = 10; n < 62; n++) {
      samples.user("many" + n + "@pages.example", false);
    }

    var first = root.get("/admin/users?q=PAGES.example").body();
    var next = root.get("/admin/users?q=PAGES.example&after=many59@pages.example").body();

    assertThat(first)
        .contains("many10@pages.example", "many59@pages.example", "Next page")
        .doesNotContain("many60@pages.example");
    assertThat(next).contains("many60@pages.example", "First page").doesNotContain("Next page");
    assertThat(root.get("/admin/users?q=nobody-at-all").body()).contains("Nobody is called that");
  }

  private static String rows(String which, Object... values) {
    return portal.database().query("select count(*) from " + which.formatted(values));
  }
}
