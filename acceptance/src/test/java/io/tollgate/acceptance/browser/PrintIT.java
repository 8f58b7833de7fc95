package io.tollgate.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.tollgate.acceptance.browser.Installation.Running;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What comes out of a printer, however the screen looks. */
@ExtendWith(Installation.class)
class PrintIT {

  /** Between the margins of upright A4. */
  private static final int PAPER = 718;

  @Test
  void aPageOfFiguresIsWhatItIsAboutInDarkInkOnWhitePaper(Running tollgate) {
    try (var developer = tollgate.adminElsewhere()) {
      new Applications(developer).ask("chat", "trial", "Prints");
      tollgate.gateway().call(new Applications(developer).createKey(), "demo");
      var page = developer.page();
      var chart = page.locator(".chart svg");
      Eventually.within(
          Duration.ofSeconds(10),
          () -> {
            page.navigate("/usage");
            return chart.count() == 1;
          });
      developer.check();
      page.getByLabel("Dark").click();

      page.setViewportSize(PAPER, 1000);
      page.emulateMedia(
          new Page.EmulateMediaOptions().setMedia(Media.PRINT).setColorScheme(ColorScheme.DARK));

      assertThat(
              page.locator("nav:visible, button:visible, .button:visible, [role=search]:visible"))
          .hasCount(0);
      assertThat(page.locator(".sidebar, .topbar, .skip").locator("visible=true")).hasCount(0);
      assertThat(page.locator("body")).hasCSS("background-color", "rgb(255, 255, 255)");
      assertThat(page.locator("h1")).hasCSS("color", "rgb(22, 24, 26)");
      assertThat(chart.locator("text").first()).hasCSS("fill", "rgb(78, 81, 86)");
      assertThat(page.locator("#data tfoot")).isVisible();
      assertThat(chart.boundingBox().width).isLessThanOrEqualTo(PAPER);
      assertThat(((Number) page.evaluate(LETTERS)).doubleValue()).isGreaterThan(9);
    }
  }

  /** How high the letters of the chart are on paper, in pixels. */
  private static final String LETTERS =
      """
      (() => {
        const text = document.querySelector('.chart svg text');
        return parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a;
      })()
      """;
}
