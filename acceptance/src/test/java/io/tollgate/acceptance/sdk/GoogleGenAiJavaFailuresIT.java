package io.tollgate.acceptance.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.genai.Client;
import com.google.genai.errors.ApiException;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider does wrong reaches google-genai as the exception that fits. */
@ParameterizedClass(name = "by {0}")
@EnumSource(Upstream.class)
@ExtendWith(RunningGateway.class)
class GoogleGenAiJavaFailuresIT {

  private static final GenerateContentConfig PLAIN = GenerateContentConfig.builder().build();

  private final Upstream upstream;
  private final Client client;

  GoogleGenAiJavaFailuresIT(Upstream upstream, GatewayUnderTest gateway) {
    this.upstream = upstream;
    this.client = GoogleClients.connect(gateway, gateway.key());
  }

  @AfterEach
  void close() {
    client.close();
  }

  @ParameterizedTest(name = "{0} as {1}")
  @CsvSource({
    "400, 400, ClientException, INVALID_ARGUMENT",
    "401, 502, ServerException, INTERNAL",
    "403, 502, ServerException, INTERNAL",
    "404, 502, ServerException, INTERNAL",
    "413, 413, ClientException, INVALID_ARGUMENT",
    "422, 400, ClientException, INVALID_ARGUMENT",
    "429, 429, ClientException, RESOURCE_EXHAUSTED",
    "500, 502, ServerException, INTERNAL",
    "502, 502, ServerException, INTERNAL",
    "503, 503, ServerException, UNAVAILABLE",
    "504, 504, ServerException, DEADLINE_EXCEEDED",
    "529, 503, ServerException, UNAVAILABLE"
  })
  void raisesARefusal(int refused, int status, String exception, String word) {
    var failure =
        catchThrowableOfType(
            ApiException.class,
            () ->
                client.models.generateContent(
                    upstream.failing("status-" + refused), Script.QUESTION, PLAIN));

    assertThat(failure.getClass().getSimpleName()).isEqualTo(exception);
    assertThat(failure.code()).isEqualTo(status);
    assertThat(failure.status()).isEqualTo(word);
  }

  @ParameterizedTest(name = "by {0}")
  @ValueSource(strings = {"error-event", "cut", "truncated"})
  void raisesWhenAStreamEnds(String fault) {
    var seen = new ArrayList<GenerateContentResponse>();
    var failure =
        catchThrowable(() -> {
          try (var stream =
              client.models.generateContentStream(
                  upstream.failing(fault), Script.QUESTION, PLAIN)) {
            stream.forEach(seen::add);
          }
        });

    assertThat(failure).isInstanceOf(ApiException.class);
    assertThat(seen).isNotEmpty();
  }
}
