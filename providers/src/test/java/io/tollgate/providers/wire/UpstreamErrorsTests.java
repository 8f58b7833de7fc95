package io.tollgate.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.UpstreamFailure.Kind;
import org.junit.jupiter.api.Test;

class UpstreamErrorsTests {

  @Test
  void tellsABodyThatIsTooLargeFromAContextThatIsTooLong() {
    assertThat(
            kind(
                413,
                "{\"type\":\"error\",\"error\":{\"type\":\"request_too_large\",\"message\":\"Request exceeds the maximum allowed size.\"}}"))
        .isEqualTo(Kind.TOO_LARGE);
    assertThat(
            kind(
                413, "{\"error\":{\"message\":\"The input exceeds the model's context window.\"}}"))
        .isEqualTo(Kind.CONTEXT_LENGTH);
  }

  private static Kind kind(int status, String body) {
    return UpstreamErrors.read(status, Headers.NONE, body.getBytes(UTF_8)).kind();
  }
}
