package io.tollgate.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;

/** The pages on which a tenant's admins offer an API to others. */
record Publishing(Visitor admin) {

  /** Makes the draft of an API that offers one model, in the tenant that the admin works for. */
  Publishing draft(String slug, String name, String model) {
    admin.leaveBy(admin.navigation("Published APIs")).follow("Create an API");
    admin.fill("slug", slug).fill("name", name).fill("summary", "What " + name + " is for.");
    admin.page().getByLabel(model, new Page.GetByLabelOptions().setExact(true)).check();
    admin.press("Create a draft");
    assertThat(admin.page().getByText("The draft is there.")).isVisible();
    return this;
  }

  /** On the page of an API; approval is automatic or manual. */
  Publishing addPlan(String slug, String name, String approval) {
    admin.follow("Add a plan");
    admin
        .fill("slug", slug)
        .fill("name", name)
        .choose("approval", approval)
        .fill("requestsPerMinute", "600")
        .press("Add a plan");
    assertThat(admin.page().getByText("The plan is there.")).isVisible();
    return this;
  }

  /** On the page of an API. */
  void publish() {
    admin.press("Publish");
    assertThat(admin.page().getByText("It is published")).isVisible();
  }
}
