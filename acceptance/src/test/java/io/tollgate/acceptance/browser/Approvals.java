package io.tollgate.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** The inbox of those who decide about requests for access. */
record Approvals(Visitor visitor) {

  Approvals open() {
    visitor.open("/approvals");
    return this;
  }

  void approve(String application) {
    visitor.press("Approve the request of " + application);
    assertThat(visitor.page().getByText("The request is approved.")).isVisible();
  }

  /** Rejects without a reason, and is told that one is needed. */
  Approvals rejectWithoutReason(String application) {
    request(application).locator("summary").click();
    send(application);
    assertThat(visitor.page().locator(".error-summary")).isFocused();
    visitor.check();
    return this;
  }

  /** Rejects in the fold that is open already. */
  void reject(String application, String reason) {
    request(application).locator("textarea").fill(reason);
    send(application);
    assertThat(visitor.page().getByText("The request is rejected.")).isVisible();
    visitor.check();
  }

  private void send(String application) {
    request(application).locator("button.danger").click();
  }

  private Locator request(String application) {
    return visitor.page().locator(".inbox > li", new Page.LocatorOptions().setHasText(application));
  }
}
