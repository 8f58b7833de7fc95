package io.tollgate.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A person at the portal. Whatever they do, a CSP violation, an error on the console or a request
 * to another origin fails the test, and each kind of page that they look at is inspected once.
 */
final class Visitor implements AutoCloseable {

  private static final Set<String> CHECKED = new HashSet<>();
  private static final Set<String> SEEN = new HashSet<>();

  private static final String ERROR = "error page";

  private final BrowserContext context;
  private final Page page;
  private final boolean scripted;
  private final List<String> faults = new ArrayList<>();
  private final List<String> origins = new ArrayList<>();
  private int loads;

  /**
   * Somebody with a browser of their own.
   *
   * @param scripted whether their browser runs scripts
   */
  Visitor(Browser browser, URI portal, boolean scripted) {
    origins.add(portal.toString());
    origins.add("data:");
    this.scripted = scripted;
    this.context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(portal.toString())
                .setJavaScriptEnabled(scripted)
                .setViewportSize(Inspection.DESK.width(), Inspection.DESK.height())
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
    page.onResponse(response -> {
      if (response.status() >= 500) {
        faults.add("status " + response.status() + " of " + response.url());
      }
    });
    page.onDOMContentLoaded(loaded -> loads++);
    page.onRequest(request -> {
      if (origins.stream().noneMatch(request.url()::startsWith)) {
        faults.add("foreign request: " + request.url());
      }
    });
  }

  Page page() {
    return page;
  }

  /** Lets the pages lead to somewhere else as well, such as to who signs people in. */
  Visitor trusting(URI elsewhere) {
    origins.add(elsewhere.toString());
    return this;
  }

  /** Opens a page of the portal and checks it. */
  Visitor open(String path) {
    page.navigate(path);
    return check();
  }

  /** What the page is about, below its bars. */
  Locator main() {
    return page.locator("main");
  }

  Locator heading() {
    return page.locator("h1");
  }

  /** The sidebar's links, in which somebody sees what they may do. */
  Locator navigation() {
    return page.locator(".sidebar nav a");
  }

  Locator navigation(String name) {
    return navigation().filter(new Locator.FilterOptions().setHasText(name)).first();
  }

  Locator button(String name) {
    return main()
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator link(String name) {
    return main()
        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name).setExact(true))
        .first();
  }

  /** What opens a part of the page that is folded away. */
  Locator fold(String name) {
    return main().locator("summary", new Locator.LocatorOptions().setHasText(name));
  }

  Visitor fill(String id, String value) {
    page.locator("#" + id).fill(value);
    return this;
  }

  Visitor choose(String id, String value) {
    page.locator("#" + id).selectOption(value);
    return this;
  }

  /** Presses a button, and checks the page that comes of it. */
  Visitor press(String button) {
    return leaveBy(button(button));
  }

  /** Follows a link, and checks the page it leads to. */
  Visitor follow(String link) {
    return leaveBy(link(link));
  }

  /** Clicks on what leads to another page, and checks that page once it is there. */
  Visitor leaveBy(Locator door) {
    return leaveBy(door::click);
  }

  /** The same for what is more than a click. */
  Visitor leaveBy(Runnable step) {
    int before = loads;
    step.run();
    page.waitForCondition(() -> loads > before);
    return check();
  }

  /** Inspects the page as it is now, once per kind of page; axe is a script itself. */
  Visitor check() {
    page.waitForLoadState();
    if (scripted) {
      var kind = kind();
      if (CHECKED.add(kind)) {
        new Inspection(page, kind).run();
      }
      if (!kind.equals(ERROR)) {
        SEEN.add(path());
      }
    }
    assertThat(faults).as("faults on " + page.url()).isEmpty();
    return this;
  }

  /** Opens whatever is folded away, and checks the page again with all of it in sight. */
  Visitor unfold() {
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })");
    return check();
  }

  /** Pages of one template, in one state, are of one kind. */
  private String kind() {
    var kind =
        path()
            .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "*")
            .replaceAll("^/t/[^/]+", "/t/*")
            .replaceAll("^/invitations/.+", "/invitations/*");
    if (page.locator(".error-summary, [aria-invalid=true]").count() > 0) {
      kind += " with errors";
    }
    if (page.locator("details[open]").count() > 0) {
      kind += " unfolded";
    }
    if (page.locator(".secret").count() > 0) {
      kind += " with a secret";
    }
    if (page.locator(".empty").count() > 0) {
      kind += " with nothing to show";
    }
    return page.locator(".error-page").count() > 0 ? ERROR : kind;
  }

  private String path() {
    return URI.create(page.url()).getPath();
  }

  /** The paths of what any visitor has looked at, where there was such a page. */
  static Set<String> seen() {
    return Set.copyOf(SEEN);
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
