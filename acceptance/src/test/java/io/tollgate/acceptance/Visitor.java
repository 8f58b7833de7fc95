package io.tollgate.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A person at the portal. Whatever they do, a CSP violation, an error on the console or a request
 * to another origin fails the test, and each page that they look at is checked by axe once per
 * theme.
 */
final class Visitor implements AutoCloseable {

  private static final Set<String> CHECKED = new HashSet<>();
  private static final List<String> WCAG_22_AA =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

  private final BrowserContext context;
  private final Page page;
  private final URI portal;
  private final List<String> faults = new ArrayList<>();

  Visitor(Browser browser, URI portal) {
    this.portal = portal;
    this.context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(portal.toString())
                .setViewportSize(1440, 960)
                // Colours that are still fading would be measured half-way.
                .setReducedMotion(ReducedMotion.REDUCE)
                .setPermissions(List.of("clipboard-read", "clipboard-write")));
    this.page = context.newPage();
    page.onConsoleMessage(message -> {
      if (message.type().equals("error") && !isExpectedStatus(message.text())) {
        faults.add("console: " + message.text() + " at " + message.location());
      }
    });
    page.onPageError(error -> faults.add("script: " + error));
    page.onRequest(request -> {
      if (!request.url().startsWith(portal.toString()) && !request.url().startsWith("data:")) {
        faults.add("foreign request: " + request.url());
      }
    });
  }

  Page page() {
    return page;
  }

  /** Signs in with the one-time password of a first start and chooses a password. */
  void signInForTheFirstTime(ReadyBlock ready, String password) {
    open("/sign-in");
    page.locator("#email").fill(ready.admin());
    page.locator("#password").fill(ready.password());
    page.locator("main button.primary").click();
    page.locator("#current").fill(ready.password());
    for (var field : page.locator("main input[type=password]:not(#current)").all()) {
      field.fill(password);
    }
    check();
    page.locator("main button.primary").click();
    assertThat(page.getByText("Hello Administrator")).isVisible();
  }

  /** Opens a page of the portal and checks it. */
  Visitor open(String path) {
    page.navigate(path);
    return check();
  }

  /**
   * Holds the page as it is now against accessibility rules, in both themes, once per kind of page.
   */
  Visitor check() {
    var kind = URI.create(page.url()).getPath().replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "*");
    if (CHECKED.add(kind)) {
      for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        var result = new AxeBuilder(page).withTags(WCAG_22_AA).analyze();
        assertThat(result.getViolations())
            .as("accessibility of " + kind + " in " + scheme)
            .isEmpty();
      }
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
      fitsOnAPhone(kind);
    }
    assertThat(faults).as("faults on " + page.url()).isEmpty();
    return this;
  }

  /** No page scrolls sideways at the width of a phone. */
  private void fitsOnAPhone(String kind) {
    page.setViewportSize(390, 844);
    var width = (Number) page.evaluate("document.documentElement.scrollWidth");
    page.setViewportSize(1440, 960);
    assertThat(width.intValue()).as("width of " + kind + " on a phone").isLessThanOrEqualTo(390);
  }

  /** Writes what is on the screen, for a person to look at. */
  void screenshot(Path file) {
    page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
  }

  @Override
  public void close() {
    context.close();
    assertThat(faults).as("faults of this visit").isEmpty();
  }

  /** Chromium logs every answer of 4xx as an error; a form that says what is wrong is one. */
  private static boolean isExpectedStatus(String text) {
    return text.startsWith("Failed to load resource: the server responded with a status of 4");
  }
}
