package io.tollgate.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.tollgate.acceptance.browser.Installation.Running;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is looked for in a list, and how far down, stands in its address. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(Installation.class)
class ListsIT {

  private Visitor admin;

  /** The same person at another machine, to whom the address is sent. */
  private Visitor elsewhere;

  @BeforeAll
  void start(Running tollgate) {
    admin = tollgate.admin();
    elsewhere = tollgate.adminElsewhere();
  }

  @AfterAll
  void close() {
    elsewhere.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/apis, kind, rest",
    "/subscriptions, status, approved",
    "/logs?of=platform, outcome, refused",
    "/logs?of=platform, period, last_30_days",
    "/usage?of=platform, period, last_90_days"
  })
  void aChoiceSurvives(String path, String field, String value) {
    admin.open(path);
    admin.page().locator("select[name=" + field + "]").selectOption(value);
    admin.page().waitForURL(url -> url.contains(field + "=" + value));

    survives(page -> assertThat(page.locator("select[name=" + field + "]")).hasValue(value));
  }

  @ParameterizedTest
  @CsvSource({
    "/apis, q, echo",
    "/subscriptions, q, demo",
    "/logs?of=platform, model, sim & co",
    "/admin/users, q, admin",
    "/admin/audit, actor, admin@tollgate.local"
  })
  void aSearchSurvives(String path, String field, String words) {
    admin.open(path);
    var input = admin.page().locator("input[name=" + field + "]");
    input.fill(words);
    input.press("Enter");
    admin.page().waitForURL(url -> url.contains(field + "="));

    survives(page -> assertThat(page.locator("input[name=" + field + "]")).hasValue(words));
  }

  @Test
  void soDoesAPageOfWhatWasFiltered(Running tollgate) {
    try (var developer = tollgate.adminElsewhere()) {
      new Applications(developer).ask("chat", "trial", "Calls often");
      var application = URI.create(developer.page().url()).getPath().replaceFirst("/apps/", "");
      var key = new Applications(developer).createKey();
      IntStream.range(0, 51).forEach(call -> tollgate.gateway().call(key, "demo"));
      Eventually.within(
          Duration.ofSeconds(10),
          () -> {
            developer.page().navigate("/logs?outcome=completed&application=" + application);
            return developer.link("Next page").isVisible();
          });

      developer.follow("Next page");
      var page = developer.page();
      var rows = page.locator("tbody tr");
      assertThat(rows).hasCount(1);
      var shown = rows.innerText();

      page.reload();
      assertThat(rows).hasText(shown);
      rows.getByRole(AriaRole.LINK).click();
      page.waitForURL("**/logs/*");
      page.goBack();
      assertThat(rows).hasCount(1);
      assertThat(page.locator("select[name=outcome]")).hasValue("completed");
      assertThat(developer.link("First page")).isVisible();
    }
  }

  /** A reload, the way back from another page, and the address opened by somebody else. */
  private void survives(Consumer<Page> expectation) {
    var page = admin.page();
    var address = page.url();
    expectation.accept(page);
    page.reload();
    expectation.accept(page);
    page.navigate("/account");
    page.goBack();
    expectation.accept(page);
    assertThat(page.url()).isEqualTo(address);
    elsewhere.page().navigate(address);
    expectation.accept(elsewhere.page());
  }
}
