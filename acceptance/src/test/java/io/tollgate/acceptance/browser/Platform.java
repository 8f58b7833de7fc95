package io.tollgate.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.SelectOption;

/** The pages of those who look after the platform. */
record Platform(Visitor admin) {

  /** Where the provider that comes with an installation listens. */
  String addressOfTheSimulator() {
    admin.open("/admin/providers").follow("Simulator");
    return admin.page().locator("#baseUrl").inputValue();
  }

  /** Adds a server of one's own, which has to answer one call before it is saved. */
  void addProvider(String slug, String name, String address) {
    admin.open("/admin/providers").follow("Add a provider");
    admin
        .fill("slug", slug)
        .fill("name", name)
        .fill("secret", "sk-of-the-house")
        .fill("baseUrl", address)
        .fill("testModel", "sim-small");
    choose("vendor", "Own or compatible server");
    admin.unfold();
    choose("wireFormat", "OpenAI");
    choose("authStyle", "As a bearer token");
    admin.page().getByLabel("May be in a private network").check();
    admin.press("Test and save");
    assertThat(admin.page().getByText("It answered the test and is saved.")).isVisible();
  }

  /** Makes a tenant for a team, and somebody who has an account its owner. */
  void addTenant(String slug, String name, String owner) {
    admin
        .open("/admin/tenants")
        .fill("slug", slug)
        .fill("name", name)
        .fill("owner", owner)
        .press("Create a tenant");
    assertThat(admin.page().getByText("The tenant is there.")).isVisible();
  }

  void addModel(String name) {
    admin.open("/admin/models").fill("name", name).press("Add a model");
    assertThat(admin.heading()).hasText(name);
  }

  /** On the page of a model. */
  void deploy(String provider, String upstreamModel) {
    choose("provider", provider);
    admin.fill("upstreamModel", upstreamModel).press("Add a deployment");
    assertThat(admin.page().getByText("The deployment is there.")).isVisible();
  }

  /** On the page of a model; dollars for a million tokens. */
  void price(String input, String output) {
    admin.fill("input", input).fill("output", output).press("Add a price");
    assertThat(admin.page().getByText("The price is there.")).isVisible();
  }

  private void choose(String id, String label) {
    admin.page().locator("#" + id).selectOption(new SelectOption().setLabel(label));
  }
}
