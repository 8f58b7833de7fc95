package io.tollgate.providers.wire.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.provider.AuthStyle;
import io.tollgate.domain.secret.Secret;
import io.tollgate.providers.call.Credential;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.vendor.Vendors;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiUrlsTests {

  @ParameterizedTest
  @CsvSource({
    "https://gemini.example, https://gemini.example/v1beta/models/m:x",
    "https://gemini.example/, https://gemini.example/v1beta/models/m:x",
    "https://gemini.example/v1beta, https://gemini.example/v1beta/models/m:x",
    "https://gemini.example/v1/, https://gemini.example/v1/models/m:x",
    "https://proxy.example/google/v1beta, https://proxy.example/google/v1beta/models/m:x",
  })
  void aBareHostGetsTheVersionThatItLacks(URI base, URI url) {
    var target =
        new Target(
            Vendors.GEMINI,
            base,
            "models/m",
            new Credential(AuthStyle.HEADER, "x-goog-api-key", Secret.of("any")),
            Map.of(),
            false);

    assertThat(GeminiUrls.of(target, ":x")).isEqualTo(url);
  }
}
