package io.tollgate.acceptance.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.AnthropicClient;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.models.messages.RawMessageStreamEvent;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider does wrong reaches anthropic-java as the exception that fits. */
@Tag("anthropic-java")
@ParameterizedClass(name = "by {0}")
@EnumSource(Upstream.class)
@ExtendWith(RunningGateway.class)
class AnthropicJavaFailuresIT {

  private final Upstream upstream;
  private final AnthropicClient client;

  AnthropicJavaFailuresIT(Upstream upstream, GatewayUnderTest gateway) {
    this.upstream = upstream;
    this.client = AnthropicClients.connect(gateway, gateway.key());
  }

  /** Version 3 has further subclasses of its exceptions for 504 and 529, and one for 413. */
  @ParameterizedTest(name = "{0} as {1}")
  @CsvSource({
    "400, 400, com.anthropic.errors.BadRequestException, invalid_request_error",
    "401, 502, com.anthropic.errors.InternalServerException, api_error",
    "403, 502, com.anthropic.errors.InternalServerException, api_error",
    "404, 502, com.anthropic.errors.InternalServerException, api_error",
    "413, 413, com.anthropic.errors.AnthropicServiceException, request_too_large",
    "422, 400, com.anthropic.errors.BadRequestException, invalid_request_error",
    "429, 429, com.anthropic.errors.RateLimitException, rate_limit_error",
    "500, 502, com.anthropic.errors.InternalServerException, api_error",
    "502, 502, com.anthropic.errors.InternalServerException, api_error",
    "503, 529, com.anthropic.errors.InternalServerException, overloaded_error",
    "504, 504, com.anthropic.errors.InternalServerException, timeout_error",
    "529, 529, com.anthropic.errors.InternalServerException, overloaded_error"
  })
  void raisesARefusal(int refused, int status, Class<?> exception, String type) {
    var failure = failureOf("status-" + refused);

    assertThat(failure).isInstanceOf(exception);
    assertThat(failure.statusCode()).isEqualTo(status);
    assertThat(failure.body().toString()).contains(type);
    assertThat(failure.headers().values("request-id")).isNotEmpty();
  }

  @Test
  void tellsHowLongToWaitAfterA429() {
    assertThat(failureOf("status-429").headers().values("retry-after"))
        .containsExactly(Integer.toString(Script.RETRY_AFTER_SECONDS));
  }

  @ParameterizedTest(name = "by {0}")
  @ValueSource(strings = {"error-event", "cut", "truncated"})
  void raisesWhenAStreamEnds(String fault) {
    var seen = new ArrayList<RawMessageStreamEvent>();
    var failure =
        catchThrowableOfType(
            AnthropicException.class,
            () -> {
              try (var response =
                  client
                      .messages()
                      .createStreaming(AnthropicClients.question(upstream.failing(fault)))) {
                response.stream().forEach(seen::add);
              }
            });

    assertThat(failure).isNotNull();
    assertThat(seen).anyMatch(RawMessageStreamEvent::isContentBlockDelta);
  }

  private AnthropicServiceException failureOf(String what) {
    return catchThrowableOfType(
        AnthropicServiceException.class,
        () -> client.messages().create(AnthropicClients.question(upstream.failing(what))));
  }
}
