package io.tollgate.acceptance.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams.EncodingFormat;
import com.openai.models.models.Model;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the gateway itself grants and refuses, as openai-java sees it. */
@ExtendWith(RunningGateway.class)
class OpenAiJavaAccessIT {

  private static final String MODEL = Upstream.OPENAI.model("chat");

  private final GatewayUnderTest gateway;
  private final OpenAIClient client;

  OpenAiJavaAccessIT(GatewayUnderTest gateway) {
    this.gateway = gateway;
    this.client = OpenAiClients.connect(gateway, gateway.key());
  }

  @Test
  void raises401ForAWrongKey() {
    var wrong = OpenAiClients.connect(gateway, GatewayUnderTest.WRONG_KEY);

    assertThatThrownBy(() -> ask(wrong, MODEL)).isInstanceOf(UnauthorizedException.class);
  }

  @Test
  void raises403WithoutASubscription() {
    var stranger = OpenAiClients.connect(gateway, gateway.strangersKey());

    assertThatThrownBy(() -> ask(stranger, MODEL)).isInstanceOf(PermissionDeniedException.class);
  }

  @Test
  void raises404ForAnUnknownModel() {
    var failure = catchThrowableOfType(NotFoundException.class, () -> ask(client, "no/such-model"));

    assertThat(failure.code()).contains("model_not_found");
  }

  @Test
  void raises400AndNamesTheField() {
    var withoutMessages =
        ChatCompletionCreateParams.builder().model(MODEL).messages(List.of()).build();
    var failure =
        catchThrowableOfType(
            BadRequestException.class, () -> client.chat().completions().create(withoutMessages));

    assertThat(failure.param()).contains("messages");
  }

  @Test
  void raises413ForABodyOfMoreThan10MiB() {
    var large =
        ChatCompletionCreateParams.builder()
            .model(MODEL)
            .addUserMessage("x".repeat(11 * 1024 * 1024))
            .build();
    var failure =
        catchThrowableOfType(
            OpenAIServiceException.class, () -> client.chat().completions().create(large));

    assertThat(failure.statusCode()).isEqualTo(413);
  }

  @Test
  void raises429AtTheLimitOfThePlan() {
    var limited = OpenAiClients.connect(gateway, gateway.limitedKey());
    var failure =
        catchThrowableOfType(
            RateLimitException.class,
            () -> {
              ask(limited, MODEL);
              ask(limited, MODEL);
            });

    assertThat(failure.headers().values("retry-after").getFirst()).matches("[1-9][0-9]?");
  }

  @Test
  void triesAgainAfterTheTimeThatItWasTold() {
    var patient = OpenAiClients.connect(gateway, gateway.key(), 1);
    var started = System.nanoTime();

    assertThatThrownBy(() -> ask(patient, Upstream.GEMINI.failing("status-429")))
        .isInstanceOf(RateLimitException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - started))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(Script.RETRY_AFTER_SECONDS));
  }

  @ParameterizedTest
  @EnumSource(names = {"OPENAI", "GEMINI", "BEDROCK"})
  void embedsTheSameAsFloatsAndInBase64(Upstream upstream) {
    var params =
        EmbeddingCreateParams.builder()
            .model(upstream.model("embedding"))
            .inputOfArrayOfStrings(List.of("one text", "another text here"));
    var floats = client.embeddings().create(params.encodingFormat(EncodingFormat.FLOAT).build());
    var base64 = client.embeddings().create(params.encodingFormat(EncodingFormat.BASE64).build());

    assertThat(floats.data()).hasSize(2);
    for (int i = 0; i < 2; i++) {
      assertThat(decoded(base64.data().get(i).embeddingValue().asBase64()))
          .isEqualTo(floats.data().get(i).embeddingValue().asFloats());
    }
  }

  @Test
  void listsTheModels() {
    var names = new ArrayList<String>();
    client.models().list().autoPager().stream().map(Model::id).forEach(names::add);

    assertThat(names)
        .containsAll(Arrays.stream(Upstream.values()).map(one -> one.model("chat")).toList());
  }

  private static void ask(OpenAIClient client, String model) {
    client.chat().completions().create(OpenAiClients.question(model));
  }

  private static List<Float> decoded(String base64) {
    var floats =
        ByteBuffer.wrap(Base64.getDecoder().decode(base64))
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer();
    var list = new ArrayList<Float>();
    while (floats.hasRemaining()) {
      list.add(floats.get());
    }
    return list;
  }
}
