package io.tollgate.standalone;

import io.tollgate.domain.secret.Secret;
import java.util.Optional;

/** What a person reads when Tollgate is up: where to go, and how to make the first call. */
record ReadyBlock(
    int gatewayPort, int portalPort, Optional<Secret> oneTimePassword, Optional<Secret> demoKey) {

  String text() {
    var text = new StringBuilder("Tollgate is ready\n");
    line(text, "gateway", "http://localhost:" + gatewayPort);
    line(text, "portal", "http://localhost:" + portalPort);
    line(text, "admin", FirstAdmin.EMAIL);
    line(text, "password", oneTimePassword.map(Secret::reveal).orElse("as you set it"));
    demoKey.ifPresent(key -> line(text, "demo key", key.reveal()));
    line(text, "try", tryIt());
    return text.toString();
  }

  private String tryIt() {
    // Double quotes let the shell put the variable in; a printed key is best copied in single ones.
    var authorization =
        demoKey
            .map(key -> "'Authorization: Bearer " + key.reveal() + "'")
            .orElse("\"Authorization: Bearer $TOLLGATE_KEY\"");
    return "curl -s http://localhost:"
        + gatewayPort
        + "/v1/chat/completions -H "
        + authorization
        + " -H 'Content-Type: application/json'"
        + " -d '{\"model\":\"demo\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}'";
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format("  %-13s%s%n", name, value));
  }
}
