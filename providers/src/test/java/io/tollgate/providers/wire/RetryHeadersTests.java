package io.tollgate.providers.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.providers.call.ClientError;
import io.tollgate.providers.call.Header;
import io.tollgate.providers.call.Headers;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryHeadersTests {

  @ParameterizedTest
  @CsvSource({
    "401, invalid_api_key, false",
    "400, invalid_request, false",
    "413, request_too_large, false",
    "408, request_timeout, true",
    "429, rate_limit_exceeded, true",
    "429, request_above_limit, false",
    "429, upstream_quota, false",
    "502, upstream_auth, false",
    "503, no_healthy_upstream, true",
    "504, upstream_timeout, true"
  })
  void saysOfEveryErrorWhetherTheSameRequestIsWorthSendingAgain(
      int status, String code, String worthwhile) {
    var headers = RetryHeaders.of(ClientError.of(status, code, "no"));

    assertThat(headers).contains(new Header("x-should-retry", worthwhile));
  }

  /** An upstream's own word goes before every rule of ours. */
  @ParameterizedTest
  @CsvSource({"429, false", "529, false", "500, true", "409, true"})
  void passesOnWhatTheUpstreamSays(int status, String said) {
    Headers headers = name -> name.equals("x-should-retry") ? said : null;
    var failure = UpstreamErrors.read(status, headers, new byte[0]);

    assertThat(RetryHeaders.of(failure.toClientError()))
        .contains(new Header("x-should-retry", said));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "900, 1", "1001, 2", "60000, 60"})
  void roundsTheTimeToWaitUpToSeconds(long millis, String seconds) {
    var limited =
        ClientError.of(429, "rate_limit_exceeded", "no").withRetryAfter(Duration.ofMillis(millis));

    assertThat(RetryHeaders.of(limited)).contains(new Header("retry-after", seconds));
  }
}
