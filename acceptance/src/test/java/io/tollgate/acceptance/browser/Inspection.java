package io.tollgate.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;

/**
 * A page as it stands, at a desk and on a phone, in light and in dark: it breaks no rule of
 * accessibility, a thumb can hit what it offers, and it never scrolls sideways.
 *
 * @param kind what the page is called when it fails
 */
record Inspection(Page page, String kind) {

  static final Screen DESK = new Screen(1440, 960);
  static final Screen PHONE = new Screen(390, 844);
  private static final Screen NARROWEST = new Screen(320, 640);

  private static final List<String> WCAG_22_AA =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

  /** A window in CSS pixels. */
  record Screen(int width, int height) {}

  /** Fails with all that is wrong; leaves the page light and at a desk. */
  void run() {
    // Once for all four looks: the library's own way brings its script along for each, four times.
    page.evaluate("() => {" + AxeBuilder.getAxeScript() + "}");
    for (var screen : List.of(PHONE, DESK)) {
      show(screen);
      for (var scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        assertThat((List<?>) page.evaluate(VIOLATIONS, WCAG_22_AA))
            .as("accessibility of " + kind + " in " + scheme + " on " + screen)
            .isEmpty();
      }
      assertThat((List<?>) page.evaluate(SMALL_TARGETS))
          .as("what is too small to hit of " + kind + " on " + screen)
          .isEmpty();
      fits(screen);
    }
    show(NARROWEST);
    fits(NARROWEST);
    show(DESK);
  }

  private void show(Screen screen) {
    page.setViewportSize(screen.width(), screen.height());
  }

  private void fits(Screen screen) {
    var width = (Number) page.evaluate("document.documentElement.scrollWidth");
    assertThat(width.intValue())
        .as("width of " + kind + " on " + screen)
        .isLessThanOrEqualTo(screen.width());
  }

  private static final String VIOLATIONS =
      """
      tags => axe.run(document, { runOnly: tags, resultTypes: ['violations'] })
          .then(found => found.violations.flatMap(rule => rule.nodes.map(
              node => rule.id + ': ' + node.html + ' ' + node.failureSummary)))
      """;

  /**
   * What can be pressed and is lower or narrower than 24 pixels. A link within a sentence is as
   * high as its line (WCAG 2.5.8), and a choice is pressed by its label.
   */
  private static final String SMALL_TARGETS =
      """
      () => {
        const SMALLEST = 24;
        const withinSentence = target => target.matches('a')
            && getComputedStyle(target).display === 'inline'
            && [...target.parentElement.childNodes]
                .some(node => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
        const pressed = target => target.matches('[type=radio], [type=checkbox]')
            ? [target, ...target.labels] : [target];
        const isLarge = ({ width, height }) =>
            Math.round(width) >= SMALLEST && Math.round(height) >= SMALLEST;
        return [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
            .filter(target => target.checkVisibility({ visibilityProperty: true }))
            .filter(target => target.type !== 'hidden' && !withinSentence(target))
            .filter(target => !pressed(target).some(area => isLarge(area.getBoundingClientRect())))
            .map(target => target.outerHTML);
      }
      """;
}
