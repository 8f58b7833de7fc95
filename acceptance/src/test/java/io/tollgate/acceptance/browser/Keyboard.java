package io.tollgate.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;

/** Somebody who uses no mouse. Wherever the focus goes on the way, it has to be seen. */
record Keyboard(Visitor visitor) {

  /** More stops than any page has. */
  private static final int FARTHEST = 80;

  /** Tabs on until something has the focus. */
  Keyboard tabTo(Locator target) {
    return go("Tab", target);
  }

  /** The same in the other direction, in which a bar at the top may cover what comes into view. */
  Keyboard tabBackTo(Locator target) {
    return go("Shift+Tab", target);
  }

  private Keyboard go(String key, Locator target) {
    for (int stops = 0; !hasFocus(target); stops++) {
      assertThat(stops).as("stops on the way to " + target).isLessThan(FARTHEST);
      press(key);
      assertThat((boolean) visitor.page().evaluate(FOCUS_IS_SEEN))
          .as("the focus is seen on " + visitor.page().evaluate("document.activeElement.outerHTML"))
          .isTrue();
    }
    return this;
  }

  Keyboard press(String key) {
    visitor.page().keyboard().press(key);
    return this;
  }

  Keyboard type(String text) {
    visitor.page().keyboard().type(text);
    return this;
  }

  /** Presses what the focus is on. */
  Keyboard enter(Locator target) {
    tabTo(target);
    return press("Enter");
  }

  void isOn(Locator target) {
    assertThat(target).isFocused();
  }

  private static boolean hasFocus(Locator target) {
    return (boolean) target.evaluate("element => element === document.activeElement");
  }

  /**
   * A ring around it or, for a choice that is drawn by its label, around what stands for it; and
   * nothing that sticks to the screen lies above.
   */
  private static final String FOCUS_IS_SEEN =
      """
      (() => {
        const ring = element => element && getComputedStyle(element).outlineStyle !== 'none'
            && parseFloat(getComputedStyle(element).outlineWidth) > 0;
        const covered = element => {
          const { left, top, width, height } = element.getBoundingClientRect();
          const onTop = document.elementFromPoint(left + width / 2, top + Math.min(height, 24) / 2);
          return !onTop || !element.contains(onTop) && !onTop.contains(element)
              && onTop.closest('label')?.control !== element;
        };
        const focused = document.activeElement;
        return focused === document.body
            || (ring(focused) || ring(focused.nextElementSibling)) && !covered(focused);
      })()
      """;
}
