package io.tollgate.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;

/** The pages on which somebody gets access to an API, and keys for it. */
record Applications(Visitor visitor) {

  /** A plan without approval leads to the application and its keys at once. */
  private static final Pattern GRANTED_OR_PENDING =
      Pattern.compile(".*/(apps|subscriptions)/[0-9a-f-]+");

  /** Asks for access to an API by a plan, for an application that is made on the way. */
  Applications ask(String api, String plan, String application) {
    return ask(api, plan, application, "");
  }

  Applications ask(String api, String plan, String application, String purpose) {
    visitor.open("/apis/" + api + "/subscribe");
    visitor.page().locator("input[name=plan][value=" + plan + "]").check();
    visitor.page().locator("input[name=application][value=new]").check();
    visitor.fill("name", application).fill("purpose", purpose).press("Request access");
    visitor.page().waitForURL(GRANTED_OR_PENDING);
    return this;
  }

  Applications open(String application) {
    visitor.open("/apps").follow(application);
    return this;
  }

  /** Creates a key on the application's page and returns it, as it is shown this once. */
  String createKey() {
    visitor.press("Create key");
    var key = visitor.page().locator("#key").innerText();
    assertThat(key).matches("tg_[A-Za-z0-9_-]{22,}");
    return key;
  }

  void revoke(String key) {
    visitor.page().locator("summary[aria-label='Revoke " + key + "']").click();
    visitor.press("Revoke now");
  }
}
