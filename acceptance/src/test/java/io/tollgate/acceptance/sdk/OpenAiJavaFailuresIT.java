package io.tollgate.acceptance.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider does wrong reaches openai-java as the exception that fits. */
@ParameterizedClass(name = "by {0}")
@EnumSource(Upstream.class)
@ExtendWith(RunningGateway.class)
class OpenAiJavaFailuresIT {

  private final Upstream upstream;
  private final OpenAIClient client;

  OpenAiJavaFailuresIT(Upstream upstream, GatewayUnderTest gateway) {
    this.upstream = upstream;
    this.client = OpenAiClients.connect(gateway, gateway.key());
  }

  @ParameterizedTest(name = "{0} as {1}")
  @CsvSource({
    "400, 400, BadRequestException",
    "401, 502, InternalServerException",
    "403, 502, InternalServerException",
    "404, 502, InternalServerException",
    "413, 413, UnexpectedStatusCodeException",
    "422, 400, BadRequestException",
    "429, 429, RateLimitException",
    "500, 502, InternalServerException",
    "502, 502, InternalServerException",
    "503, 503, InternalServerException",
    "504, 504, InternalServerException",
    "529, 503, InternalServerException"
  })
  void raisesARefusal(int refused, int status, String exception) {
    var failure = failureOf("status-" + refused);

    assertThat(failure.getClass().getSimpleName()).isEqualTo(exception);
    assertThat(failure.statusCode()).isEqualTo(status);
    assertThat(failure.type()).isPresent();
    assertThat(failure.headers().values("x-request-id")).isNotEmpty();
  }

  @Test
  void tellsHowLongToWaitAfterA429() {
    assertThat(failureOf("status-429"))
        .isInstanceOf(RateLimitException.class)
        .extracting(failure -> failure.headers().values("retry-after"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .containsExactly(Integer.toString(Script.RETRY_AFTER_SECONDS));
  }

  @ParameterizedTest(name = "by {0}")
  @ValueSource(strings = {"error-event", "cut", "truncated"})
  void raisesWhenAStreamEnds(String fault) {
    var seen = new ArrayList<ChatCompletionChunk>();
    var failure =
        catchThrowableOfType(
            OpenAIException.class,
            () -> {
              try (var response =
                  client
                      .chat()
                      .completions()
                      .createStreaming(OpenAiClients.question(upstream.failing(fault)))) {
                response.stream().forEach(seen::add);
              }
            });

    assertThat(failure).isNotNull();
    assertThat(seen).isNotEmpty();
  }

  private OpenAIServiceException failureOf(String what) {
    return catchThrowableOfType(
        OpenAIServiceException.class,
        () -> client.chat().completions().create(OpenAiClients.question(upstream.failing(what))));
  }
}
