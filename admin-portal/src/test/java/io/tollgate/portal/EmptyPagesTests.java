package io.tollgate.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where nothing is yet, the portal says so and names the one thing to do about it. */
class EmptyPagesTests {

  private static final Pattern EMPTY =
      Pattern.compile("<div class=\"empty\">(.*?)</div>", Pattern.DOTALL);
  private static final Pattern WORDS =
      Pattern.compile("<h2>[^<]+</h2>\\s*<p>[^<]+</p>", Pattern.DOTALL);
  private static final Pattern ACTION =
      Pattern.compile("<a class=\"button primary\" href=\"([^\"]+)\">[^<]+</a>");

  /** Lists in which nothing matches what is looked for. */
  private static final List<String> FILTERED =
      List.of("/apis?q=no-such", "/models?q=no-such", "/logs?outcome=refused");

  private static PortalForTests portal;

  @BeforeAll
  static void start() {
    portal = PortalForTests.start();
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @Test
  void aNewcomerIsLedOnFromEveryEmptyPage() {
    var newcomer = new Browser(portal.url());
    var form = Map.of("name", "New", "email", "new@example.com", "password", Samples.PASSWORD);
    newcomer.submit("/sign-up", "/sign-up", form);

    assertThat(empty(newcomer, "new"))
        .contains("/apis", "/models", "/models/compare", "/playground", "/apps", "/subscriptions")
        .contains("/approvals", "/usage", "/logs", "/t/new/apis")
        .containsAll(FILTERED);
  }

  @Test
  void soIsAPlatformAdminWithoutATenant() {
    var samples = new Samples(portal);
    var admin = samples.signedIn(samples.platformAdmin("root@example.com"));

    assertThat(empty(admin, "none"))
        .contains("/admin/providers", "/admin/models", "/approvals", "/admin");
  }

  @Test
  void soIsSomebodyWhoIsNotSignedIn() {
    assertThat(empty(new Browser(portal.url()), "none")).contains("/apis", "/models");
  }

  /** The pages on which something is empty, each of which has been held to what it owes. */
  private static Set<String> empty(Browser browser, String slug) {
    var found = new HashSet<String>();
    Stream.concat(
            PageRules.ALL.keySet().stream()
                .map(pattern ->
                    pattern.startsWith("/t/") ? pattern.replace("{slug}", slug) : pattern)
                .filter(path -> !path.contains("{")),
            FILTERED.stream())
        .forEach(path -> {
          var page = browser.get(path);
          EMPTY
              .matcher(page.body())
              .results()
              .forEach(empty -> {
                leadsOn(browser, page, path, empty.group(1));
                found.add(path);
              });
        });
    return found;
  }

  private static void leadsOn(Browser browser, Browser.Page page, String path, String empty) {
    assertThat(empty).as(path).containsPattern(WORDS);
    var actions = ACTION.matcher(empty).results().map(action -> action.group(1)).toList();
    assertThat(actions).as(path + ": " + empty).hasSize(1);
    var action = actions.getFirst();
    if (action.startsWith("#")) {
      assertThat(page.body()).as(path).contains("id=\"" + action.substring(1) + "\"");
    } else {
      assertThat(browser.get(action).status()).as(path + " leads to " + action).isEqualTo(200);
    }
  }
}
