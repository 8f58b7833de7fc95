package io.tollgate.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.acceptance.TollgateProcess;
import io.tollgate.acceptance.browser.Installation.Running;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the password that the first start prints. */
@ExtendWith(Installation.class)
class AdminPasswordIT {

  @TempDir Path directory;

  @Test
  void staysAsTheAdminSetItThroughLaterStarts(Running browsers) {
    try (var first = TollgateProcess.start(directory);
        var admin = browsers.visitor(first.ready().portal())) {
      new Account(admin).signInForTheFirstTime(first.ready());
    }
    try (var second = TollgateProcess.start(directory);
        var admin = browsers.visitor(second.ready().portal())) {
      assertThat(second.ready().password()).isEqualTo("as you set it");

      new Account(admin).signIn(second.ready().admin());
      assertThat(admin.heading().innerText()).isEqualTo("Hello Administrator");
    }
  }
}
